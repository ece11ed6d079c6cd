// SPDX-License-Identifier: MIT
#include "hooks/hook_managers.h"

#include <algorithm>
#include <sstream>
#include <string>

#include "gate/base/text_lines.h"
#include "hooks/shim.h"
#include "rules/support/text.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

constexpr auto kCommitThis = R"(
Commit this on production and on development: every branch has its own copy.
)";

constexpr auto kSameInput = R"(
If another command there reads the pushed refs too (git lfs does), put those
commands into an executable file and name it: it is handed the same input.
  HOTFIX_NEXT_HOOK=<file> hotfix-pre-push "$@"
)";

constexpr auto kLefthook = R"(
lefthook is in use: it puts its own hook over ours for each hook that its file
names, at `lefthook install` and by itself when that file has changed. By these
lines it starts ours.
)";

constexpr auto kPreCommit = R"(
pre-commit is in use: `pre-commit install`, and prek's, keeps our hooks and runs
them, but with -f it removes them: then run hotfix-lint install again.
pre-commit does not tell its hooks all that is pushed, so it cannot start
hotfix-pre-push. To have messages judged in clones without hotfix-lint install,
add to the end of `repos:` in .pre-commit-config.yaml:
)";

constexpr auto kSimpleGitHooks = R"(
simple-git-hooks is in use: each time that it runs, as after npm install, it
removes our hooks or puts its own over them. By these members its own start
ours (before a command that is there: <ours> && <that>).

)";

std::string spaces(std::size_t count) { return std::string(count, ' '); }

// Every line of `lines` behind that many spaces.
std::string indented(const std::string& lines, std::size_t columns) {
  std::string result = spaces(columns);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    result += lines[i];
    if (lines[i] == '\n' && i + 1 < lines.size()) result += spaces(columns);
  }
  return result;
}

std::string json_string(std::string_view text) {
  std::string result = "\"";
  for (char c : text) result += c == '"' ? std::string("\\\"") : std::string(1, c);
  return result + "\"";
}

std::vector<std::string> lines_of(const std::string& text) {
  const LineViews lines = split_lines(text);
  return {lines.begin(), lines.end()};
}

std::size_t indentation(const std::string& line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_from_npm(const fs::path& root) {
  return hook_text(root / "package.json").find("\"hotfix-gate\"") != std::string::npos;
}

// The command by which a manager of that work tree starts ours.
std::string command_for(const fs::path& root, std::string_view hook, std::string_view arguments) {
  return is_from_npm(root) ? npm_line(hook, arguments) : one_line(hook, arguments);
}

// With lefthook's own words for a hook's arguments.
std::string lefthook_line(const fs::path& root, std::string_view hook) {
  return command_for(root, hook, hook == "pre-push" ? "{1} {2}" : "{1}");
}

// What a YAML file of lefthook has of a hook, so that what is printed fits below it.
struct Section {
  std::size_t depth = 0;  // 0: nothing; 1: the hook; 2: the hook and its commands
  std::size_t step = 2;   // spaces of one level
};

Section section_of(const std::string& yaml, const std::string& hook) {
  Section section;
  bool inside = false, step_known = false;
  for (const std::string& line : lines_of(yaml)) {
    const std::size_t columns = indentation(line);
    if (columns == line.size() || line[columns] == '#') continue;
    if (columns == 0) inside = line.starts_with(hook + ":");
    if (columns > 0 && !step_known) section.step = columns, step_known = true;
    if (!inside) continue;
    const bool commands = columns == section.step && line.substr(columns).starts_with("commands:");
    section.depth = std::max<std::size_t>(section.depth, commands ? 2 : 1);
  }
  return section;
}

void print_lefthook_yaml(const fs::path& root, const std::string& name, const std::string& hook,
                         std::ostream& out) {
  const Section section = section_of(hook_text(root / name), hook);
  const char* below[] = {"at its end", "directly below its line `",
                         "directly below `commands:` of `"};
  out << "\nAdd to " << name << ", " << below[section.depth]
      << (section.depth ? hook + ":`" : std::string()) << ":\n";
  std::vector<std::string> lines = {hook + ":", "commands:", "hotfix-gate:"};
  for (std::size_t level = section.depth; level < lines.size(); ++level) {
    out << spaces(level * section.step) << lines[level] << "\n";
  }
  const std::string inner = spaces(3 * section.step);
  if (hook == "pre-push") out << inner << "use_stdin: true\n";
  out << inner << "run: |\n" << inner << spaces(section.step) << lefthook_line(root, hook) << "\n";
}

void print_lefthook_toml(const fs::path& root, const std::string& name, const std::string& hook,
                         std::ostream& out) {
  out << "\nAdd to " << name << ", at its end:\n"
      << "[" << hook << ".commands.hotfix-gate]\n"
      << (hook == "pre-push" ? "use_stdin = true\n" : "") << "run = '''"
      << lefthook_line(root, hook) << "'''\n";
}

void print_lefthook_json(const fs::path& root, const std::string& name, const std::string& hook,
                         std::ostream& out) {
  out << "\nAdd to " << name << ", as a member (with what is there for " << hook << "):\n"
      << "  \"" << hook << "\": {\"commands\": {\"hotfix-gate\": {"
      << (hook == "pre-push" ? "\"use_stdin\": true, " : "")
      << "\"run\": " << json_string(lefthook_line(root, hook)) << "}}}\n";
}

void print_lefthook(const fs::path& root, const std::string& name, const std::string& hook,
                    std::ostream& out) {
  if (name.ends_with(".toml")) {
    print_lefthook_toml(root, name, hook, out);
  } else if (name.find(".json") != name.npos) {
    print_lefthook_json(root, name, hook, out);
  } else {
    print_lefthook_yaml(root, name, hook, out);
  }
}

void advise_lefthook(const fs::path& root, const std::string& name, std::ostream& out) {
  std::ostringstream lines;
  for (std::string_view hook : kHooks) {
    if (!names_program(root / name, hook)) print_lefthook(root, name, std::string(hook), lines);
  }
  if (!lines.str().empty()) out << kLefthook << lines.str() << kCommitThis;
}

// pre-commit splits `entry` into words as a shell does, and adds the file with the message.
std::string pre_commit_item() {
  return "- repo: local\n"
         "  hooks:\n"
         "    - id: hotfix-commit-msg\n"
         "      name: hotfix-commit-msg\n"
         "      entry: sh -c " +
         json_string(one_line("commit-msg", "\"$1\"")) +
         " hotfix-gate\n"
         "      language: system\n"
         "      stages: [commit-msg]\n";
}

// The columns before the items of `repos:`; nothing can be said of a list in one line.
std::size_t columns_of_repos(const std::string& yaml) {
  for (const std::string& line : lines_of(yaml)) {
    const std::size_t columns = indentation(line);
    const std::string item = line.substr(columns);
    if (item.starts_with("- ") && item.find("repo:") != item.npos) return columns;
  }
  return 2;
}

void advise_pre_commit(const fs::path& root, std::ostream& out) {
  const fs::path file = root / ".pre-commit-config.yaml";
  if (!is_there(file) || names_program(file, "commit-msg")) return;
  out << kPreCommit << indented(pre_commit_item(), columns_of_repos(hook_text(file)))
      << kCommitThis;
}

// Where simple-git-hooks is configured; empty when it is not.
std::string simple_git_hooks_file(const fs::path& root) {
  for (const char* type : {".cjs", ".js", ".mjs", ".json"}) {
    for (const char* name : {".simple-git-hooks", "simple-git-hooks"}) {
      if (is_there(root / (std::string(name) + type))) return std::string(name) + type;
    }
  }
  const std::string package = hook_text(root / "package.json");
  return package.find("\"simple-git-hooks\"") == package.npos ? "" : "package.json";
}

void advise_simple_git_hooks(const fs::path& root, std::ostream& out) {
  const std::string name = simple_git_hooks_file(root);
  if (name.empty() || names_program(root / name, "pre-push")) return;
  out << kSimpleGitHooks << "Add to its hooks in " << name << ":\n"
      << "    \"pre-push\": " << json_string(command_for(root, "pre-push", "\"$@\"")) << ",\n"
      << "    \"commit-msg\": " << json_string(command_for(root, "commit-msg", "\"$@\"")) << "\n"
      << kCommitThis;
}

std::vector<std::string> lefthook_files(const fs::path& root) {
  std::vector<std::string> files;
  for (const char* name : {"lefthook", ".lefthook", ".config/lefthook"}) {
    for (const char* type : {".yml", ".yaml", ".toml", ".json", ".jsonc"}) {
      if (is_there(root / (std::string(name) + type))) files.push_back(std::string(name) + type);
    }
  }
  return files;
}

}  // namespace

bool names_program(const fs::path& file, std::string_view hook) {
  const std::vector<std::string> lines = lines_of(hook_text(file));
  return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    const auto start = line.find_first_not_of(" \t");
    return start != line.npos && line[start] != '#' && line.find(program_of(hook)) != line.npos;
  });
}

void print_lines_to_add(const fs::path& folder, const fs::path& root, std::ostream& out) {
  // git starts hooks at the top; husky and its package.json may be in a folder below.
  const std::string below = folder.parent_path().lexically_relative(root).string();
  const bool is_below = is_from_npm(folder.parent_path()) && below[0] != '.';
  const bool from_npm = !root.empty() && (is_below || is_from_npm(root));
  const std::string place = is_below ? shell_quote(below + "/") : "";
  for (std::string_view hook : kHooks) {
    const fs::path file = folder / hook;
    if (names_program(file, hook)) continue;
    out << "\nAdd to " << shown(file)
        << (is_there(file) ? ", above its other commands:\n" : " (a new file; then chmod +x it):\n")
        << indented(from_npm ? place + npm_line(hook, "\"$@\" || exit\n") : snippet(hook), 2);
  }
  if (!root.empty()) out << kCommitThis;
  out << kSameInput;
}

void advise_managers(const fs::path& root, std::ostream& out) {
  for (const std::string& file : lefthook_files(root)) advise_lefthook(root, file, out);
  advise_pre_commit(root, out);
  advise_simple_git_hooks(root, out);
}

std::vector<fs::path> files_that_replace(const fs::path& root) {
  std::vector<fs::path> files;
  for (const std::string& file : lefthook_files(root)) {
    const bool replaces = std::any_of(kHooks.begin(), kHooks.end(), [&](std::string_view hook) {
      return hook_text(root / file).find(hook) != std::string::npos &&
             !names_program(root / file, hook);
    });
    if (replaces) files.emplace_back(file);
  }
  const std::string simple = simple_git_hooks_file(root);
  if (!simple.empty() && !names_program(root / simple, "pre-push")) files.emplace_back(simple);
  return files;
}

std::vector<fs::path> files_that_start(std::string_view hook, const fs::path& root,
                                       const fs::path& folder) {
  const fs::path relative = (folder / hook).lexically_relative(root);
  const bool outside = relative.empty() || *relative.begin() == "..";
  std::vector<fs::path> files = {outside ? folder / hook : relative, ".pre-commit-config.yaml",
                                 "prek.toml", "package.json", ".overcommit.yml"};
  for (const std::string& file : lefthook_files(root)) files.emplace_back(file);
  const std::string simple = simple_git_hooks_file(root);
  if (!simple.empty() && simple != "package.json") files.emplace_back(simple);
  std::erase_if(files, [&](const fs::path& file) {
    return inspect(root / file) == HookFile::ours || !names_program(root / file, hook);
  });
  return files;
}

}  // namespace hotfix
