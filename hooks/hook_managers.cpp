// SPDX-License-Identifier: MIT
#include "hooks/hook_managers.h"

#include <string>

#include "hooks/shim.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

constexpr auto kLefthook = R"(pre-push:
  commands:
    hotfix-gate:
      run: hotfix-pre-push "{1}" "{2}"
      use_stdin: true
commit-msg:
  commands:
    hotfix-gate:
      run: hotfix-commit-msg "{1}"
)";

constexpr auto kPreCommit = R"(- repo: local
  hooks:
    - id: hotfix-commit-msg
      name: hotfix-commit-msg
      entry: hotfix-commit-msg
      language: system
      stages: [commit-msg]
)";

constexpr auto kSameInput = R"(
If another command there reads the pushed refs too (git lfs does), put those commands into
an executable file and name it, so that it is handed the same input:
  HOTFIX_NEXT_HOOK=<file> hotfix-pre-push "$@"
)";

constexpr auto kPreCommitAdvice = R"(
pre-commit is in use: `pre-commit install` keeps these hooks and runs them, but with -f it
removes them; then run hotfix-lint install again. To run commit-msg from
.pre-commit-config.yaml as well, add to its repos:
)";

std::string indented(const std::string& lines) {
  std::string result = "  ";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    result += lines[i];
    if (lines[i] == '\n' && i + 1 < lines.size()) result += "  ";
  }
  return result;
}

void advise_lefthook(const std::string& file, std::ostream& out) {
  out << "\nlefthook is in use: `lefthook install` removes these hooks. Add to " << file << ":\n"
      << indented(kLefthook);
}

}  // namespace

void print_lines_to_add(const fs::path& folder, std::ostream& out) {
  for (std::string_view hook : kHooks) {
    out << "\nAdd to " << shown(folder / hook) << ", above its other commands:\n"
        << indented(snippet(hook));
  }
  out << kSameInput;
}

void advise_managers(const fs::path& root, std::ostream& out) {
  for (const char* name : {"lefthook", ".lefthook"}) {
    for (const char* type : {".yml", ".yaml", ".toml", ".json", ".jsonc"}) {
      const std::string file = std::string(name) + type;
      if (is_there(root / file)) advise_lefthook(file, out);
    }
  }
  if (!is_there(root / ".pre-commit-config.yaml")) return;
  out << kPreCommitAdvice << indented(kPreCommit);
}

}  // namespace hotfix
