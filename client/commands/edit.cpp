// `earshot edit` and `earshot note`: what the user says of a person.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <unistd.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/commands/person_called.hpp"
#include "client/commands/person_sheet.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/fields.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr std::size_t longest_sheet = 64 * 1024;  // bytes

/// A file of this user's alone that is gone with it.
class Draft {
public:
    explicit Draft(const std::string& text)
        : path_((fs::temp_directory_path() / "earshot-edit-XXXXXX").string()) {
        const int file = ::mkstemp(path_.data());
        if (file < 0) throw Ended{Exit::failed, "no file can be made in " + path_};
        ::close(file);
        std::ofstream(path_) << text;
    }
    ~Draft() { ::unlink(path_.c_str()); }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    const std::string& path() const { return path_; }
    std::string text() const {
        std::ifstream in(path_);
        std::string text{std::istreambuf_iterator<char>(in), {}};
        if (text.size() > longest_sheet) throw Ended{Exit::rejected, "that is too long"};
        return text;
    }

private:
    std::string path_;
};

/// The same text after the user's editor has had it.
std::string edited(const std::string& text) {
    const char* editor = std::getenv("VISUAL");
    if (editor == nullptr || *editor == '\0') editor = std::getenv("EDITOR");
    if (editor == nullptr || *editor == '\0')
        throw Ended{Exit::usage,
                    "say what to change (earshot edit --help), or set EDITOR to your editor"};
    const Draft draft(text);
    // Editors are given with arguments: that is what the shell is for.
    if (std::system((std::string(editor) + " '" + draft.path() + "'").c_str()) != 0)
        throw Ended{Exit::failed, "the editor failed: nothing is changed"};
    return draft.text();
}

}  // namespace

EditCommands::EditCommands(CLI::App& app, Session& session) : session_(session) {
    constexpr const char* whom = "a name or the beginning of one, or person:7";
    CLI::App* edit =
        app.add_subcommand("edit", "What you say of a person; by $EDITOR without options");
    edit->add_option("person", person_, whom)->required()->type_name(kind::person);
    edit->add_option("--name", fields_["name"], "what you call them")->type_name(kind::name);
    edit->add_option("--circle", fields_["circle"], "your word for the group; \"\" for none")
        ->type_name(kind::name);
    edit->add_option("--phone", fields_["phone"], "for the step: you could call")
        ->type_name("PHONE");
    edit->add_option("--mail", fields_["mail"], "their mail address")->type_name("ADDRESS");
    edit->add_option("--note", fields_["note"], "whatever you want to be reminded of")
        ->type_name(kind::text);
    one_of(edit->add_option("--sensitivity", fields_["sensitivity"],
                            "how readily silence is told; circle: as for the circle"),
           {"low", "normal", "high", "circle"});
    edit->footer(
        "  earshot edit ines --name \"Ines Duarte\" --circle friends\n"
        "  earshot edit ines --mail ines@mail.example --phone \"\"\n"
        "  earshot edit ines --sensitivity high\n  earshot edit ines");
    edit->callback([this] { this->edit(); });

    CLI::App* note = app.add_subcommand("note", "Your note about a person: shown, or written anew");
    note->add_option("person", person_, whom)->required()->type_name(kind::person);
    note->add_option("text", words_, "the new note")->type_name(kind::text);
    note->add_flag("--clear", clear_, "no note any more");
    note->footer(
        "  earshot note ines \"met at FOSDEM, asked about packaging\"\n  earshot note ines\n"
        "  earshot note ines --clear");
    note->callback([this] { this->note(); });
}

void EditCommands::edit() {
    const std::string id = id_of_person(session_, person_, "earshot edit");
    json::object body;
    for (const auto& [key, value] : fields_)
        if (value) body[key] = *value;
    if (fields_["sensitivity"] == "circle") body["sensitivity"] = "";
    if (body.empty()) {
        const json::object person = session_.daemon().get("/v1/people/" + id);
        auto changed = changed_fields(person, edited(person_sheet(person)));
        if (!changed)
            throw Ended{Exit::rejected, to_text(changed.error()) + ": nothing is changed"};
        body = *std::move(changed);
    }
    change(id, body);
}

void EditCommands::note() {
    const std::string id = id_of_person(session_, person_, "earshot note");
    std::string text;
    for (const std::string& word : words_)
        text += (text.empty() ? "" : " ") + word;
    if (!text.empty() || clear_) return change(id, {{"note", text}});
    const json::object person = session_.daemon().get("/v1/people/" + id);
    if (session_.json)
        return session_.print(json::serialize(json::object{{"id", count_at(person, "id")},
                                                           {"note", text_at(person, "note")}}) +
                              "\n");
    if (text_at(person, "note").empty())
        return session_.say("There is no note about " + text_at(person, "name") +
                            ".   earshot note person:" + id + " TEXT");
    session_.print(text_at(person, "note") + "\n");
}

void EditCommands::change(const std::string& id, const json::object& body) {
    const json::object person = session_.changed("PATCH", "/v1/people/" + id, body);
    if (session_.json) return;
    const json::object& change = object_at(person, "change");
    if (change.empty()) return session_.say("Nothing is changed.");
    session_.say(text_at(change, "sentence") + ".   earshot undo " + text_at(change, "number"));
}

}  // namespace earshot::client
