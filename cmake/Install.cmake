# filled with the units and the configuration
