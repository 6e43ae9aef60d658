#pragma once
// Which earshot this is: the build reads the number here, too. A macro, so that it can stand in the
// middle of a text.

#define EARSHOT_VERSION "0.1.0"
