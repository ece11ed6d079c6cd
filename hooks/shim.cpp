// SPDX-License-Identifier: MIT
#include "hooks/shim.h"

#include "gate/base/file.h"
#include "gate/base/visible.h"
#include "rules/support/text.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kProgram = "\nprogram='";
constexpr auto kNext = ".before-hotfix";

// @hook@, @program@ (quoted) and @subject@ are filled in. A good run ends at the first exec, before
// the shell has read the rest. The next hook is named by the folder alone: pre-commit runs this
// file by another name. A checkout writes over what is ignored, so that a branch could bring a
// program of its own into node_modules: of a folder that git has files in, none is started, also
// where that is the folder of another worktree.
constexpr std::string_view kShim = R"sh(#!/bin/sh
# hotfix-gate @hook@ shim 4; remove with: hotfix-lint uninstall
program=@program@
HOTFIX_NEXT_HOOK="${0%/*}.before-hotfix/@hook@"
export HOTFIX_NEXT_HOOK
case $program in
  *node_modules/*) ;;
  *) [ ! -x "$program" ] || exec "$program" @hook@ "$@" ;;
esac
is_committed() {
  set -- "${1%%node_modules/*}node_modules"
  case $1 in /*) ;; *) set -- "./$1" ;; esac
  [ -n "$(
    exec 2>/dev/null
    git ls-files ":(icase,literal)$1"
    unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
    git -C "${1%/*}/" ls-files ":(icase,literal)${1##*/}"
  )" ]
}
[ ! -x "$program" ] || is_committed "$program" || exec "$program" @hook@ "$@"
program=$(command -v hotfix-@hook@) && exec "$program" "$@"
program=node_modules/.bin/hotfix-@hook@
[ ! -x "$program" ] || is_committed "$program" || exec "$program" "$@"
{
  echo "hotfix-gate: hotfix-@hook@ was not found, or it is committed: this @subject@ is NOT checked."
  echo "  to fix it, with the programs on PATH: hotfix-lint install"
  echo "  to remove it: rm '$0'"
} >&2
[ ! -x "$HOTFIX_NEXT_HOOK" ] || exec "$HOTFIX_NEXT_HOOK" "$@"
exit 0
)sh";

constexpr std::string_view kSnippet =
    R"sh(if command -v hotfix-@hook@ >/dev/null; then hotfix-@hook@ "$@" || exit $?; else
  echo 'hotfix-@hook@ is not on PATH: this @subject@ is NOT checked. Install hotfix-gate by' >&2
  echo '  npm i -D hotfix-gate, or from its .deb or .tar.gz' >&2
  echo '  or, to go on without it: git config hotfix.missing warn' >&2
  [ "$(git config hotfix.missing)" = warn ] || exit 1
fi
)sh";

constexpr std::string_view kOneLine =
    "command -v hotfix-@hook@ >/dev/null || { echo 'hotfix-@hook@ is "
    "not on PATH, this @subject@ is NOT checked. Install hotfix-gate by npm i -D hotfix-gate, or "
    "from its .deb or .tar.gz (or, to go on without it, git config hotfix.missing warn)' >&2; "
    "[ \"$(git config hotfix.missing)\" = warn ]; exit; }; hotfix-@hook@ @arguments@";

std::string_view subject_of(std::string_view hook) {
  return hook == "pre-push" ? "push" : "commit message";
}

// Always quoted, so that it can be found again.
std::string single_quoted(std::string_view text) {
  std::string result = "'";
  for (char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string replaced(std::string text, std::string_view word, std::string_view by) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + by.size())) {
    text.replace(at, word.size(), by);
  }
  return text;
}

std::string filled(std::string_view text, std::string_view hook) {
  return replaced(replaced(std::string(text), "@subject@", subject_of(hook)), "@hook@", hook);
}

std::string mark_of(std::string_view hook) {
  return std::string("# hotfix-gate ").append(hook).append(" shim ");
}

bool is_shim(const std::string& text) {
  for (std::string_view hook : kHooks) {
    if (text.starts_with("#!/bin/sh\n" + mark_of(hook))) return true;
  }
  return false;
}

}  // namespace

std::string program_of(std::string_view hook) { return "hotfix-" + std::string(hook); }

fs::path next_of(const fs::path& hook_file) {
  fs::path folder = hook_file.parent_path();
  return (folder += kNext) / hook_file.filename();
}

fs::path next_of_version_1(const fs::path& hook_file) {
  fs::path next = hook_file;
  return next += kNext;
}

std::string shim_text(std::string_view hook, const std::string& program) {
  return replaced(filled(kShim, hook), "@program@", single_quoted(program));
}

std::string snippet(std::string_view hook) { return filled(kSnippet, hook); }

std::string one_line(std::string_view hook, std::string_view arguments) {
  return replaced(filled(kOneLine, hook), "@arguments@", arguments);
}

std::string npm_line(std::string_view hook, std::string_view arguments) {
  return "node_modules/.bin/" + program_of(hook) + " " + std::string(arguments);
}

std::string hook_text(const fs::path& file) {
  constexpr std::size_t kMost = std::size_t{1} << 20;
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return {};
  return read_file(file.string(), kMost).value_or("");
}

HookFile inspect(const fs::path& hook_file) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(hook_file, error);
  if (status.type() == fs::file_type::not_found) return HookFile::absent;
  if (fs::is_directory(hook_file, error)) return HookFile::folder;
  return is_shim(hook_text(hook_file)) ? HookFile::ours : HookFile::foreign;
}

bool is_there(const fs::path& path) { return inspect(path) != HookFile::absent; }

std::string shown(const fs::path& path) { return visible(shell_quote(path.string())); }

bool is_current_shim(std::string_view hook, const std::string& text) {
  return text == shim_text(hook, shim_program(text));
}

std::string shim_program(const std::string& text) {
  const auto start = text.find(kProgram);
  if (start == text.npos) return {};
  const auto from = start + kProgram.size();
  const auto end = text.find("'\nHOTFIX_NEXT_HOOK", from);
  return end == text.npos ? std::string() : replaced(text.substr(from, end - from), "'\\''", "'");
}

}  // namespace hotfix
