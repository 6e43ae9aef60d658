#include "daemon/app/digest/own_templates.hpp"

#include <utility>

#include "daemon/io/host/config_files.hpp"

namespace earshot::app {

OwnTemplates own_templates(const std::string& directory) {
    OwnTemplates own;
    for (const TemplateFile file : {TemplateFile::text, TemplateFile::html, TemplateFile::entry}) {
        const std::string path = directory + "/" + std::string(name_of(file));
        if (!io::is_there(path)) continue;
        Result<std::string> text = io::read_text_file(path, template_limits::bytes);
        if (!text) {
            own.faults.push_back({text.error().what, path, false});
            continue;
        }
        if (const auto fault = fault_of(*text))
            // "line 12" as the messages of all files have it: "digest.html:12".
            own.faults.push_back({fault->what, path + ":" + fault->where.substr(5), false});
        else
            text_of(own.templates, file) = std::move(*text);
    }
    return own;
}

}  // namespace earshot::app
