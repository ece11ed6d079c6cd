// SPDX-License-Identifier: MIT
#include "hooks/commit_msg.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>
#include <vector>

#include "gate/base/error.h"
#include "gate/base/file.h"
#include "gate/base/terminal.h"
#include "gate/base/text_lines.h"
#include "gate/base/visible.h"
#include "gate/git/discovery/command.h"
#include "gate/report/evaluate.h"
#include "gate/report/render.h"
#include "gate/request/context.h"
#include "hooks/chained.h"
#include "hooks/message_text.h"
#include "hooks/version.h"
#include "rules/support/text.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kReadFirst = std::size_t{16} << 10;  // bytes; then as many as there are yet
constexpr std::size_t kReadLimit = std::size_t{64} << 20;  // of a message; the subject is far above

// The full name of the branch that is rebased; empty when none is.
std::string rebased_branch(const Location& location) {
  std::ifstream file(location.git_dir + "/rebase-merge/head-name");
  std::string name;
  std::getline(file, name);
  return name;
}

// The short name of the branch that HEAD is on, born or not. HEAD is detached in a rebase: then the
// one that is rebased (git asks for a hook when a message is reworded, not for plain picks). Empty
// when there is none.
std::string current_branch(const Location& location) {
  const std::string head = head_of(location, {});
  const std::string name = head.empty() ? rebased_branch(location) : head;
  constexpr std::string_view heads = "refs/heads/";
  return name.starts_with(heads) ? name.substr(heads.size()) : std::string();
}

// git tells its hooks that no editor is used by GIT_EDITOR=":".
bool editor_is_used() {
  const char* editor = std::getenv("GIT_EDITOR");
  return !editor || editor != std::string_view(":");
}

Cleanup cleanup_mode(const std::string& configured, bool editor) {
  if (configured == "verbatim") return Cleanup::verbatim;
  if (configured == "whitespace") return Cleanup::whitespace;
  if (configured == "strip") return Cleanup::strip;
  if (!editor) return Cleanup::whitespace;
  return configured == "scissors" ? Cleanup::scissors : Cleanup::strip;
}

// As far as git will record it: the diff of `commit -v` below may have any size.
std::string read_message(const fs::path& path) {
  std::error_code error;
  std::ifstream file;
  if (fs::is_regular_file(path, error)) file.open(path, std::ios::binary);  // a pipe would wait
  if (!file.is_open()) throw Undecidable("cannot read " + path.string(), "git commit");
  std::string text;
  while (file && text.size() < kReadLimit && !has_whole_message(text)) {
    const std::size_t have = text.size();
    const std::size_t more = std::max(have, kReadFirst);
    text.resize(have + more);
    file.read(&text[have], static_cast<std::streamsize>(more));
    text.resize(have + static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) throw Undecidable("cannot read " + path.string(), "git commit");
  return text;
}

// What was said last of the keys that begin so; empty: nothing was.
std::string said_last(const Location& location, std::string_view key) {
  std::string value;
  for (const ConfigEntry& entry : location.config) {
    if (entry.key.starts_with(key) && !entry.value.empty()) value = entry.value;
  }
  return value;
}

std::string clean(const Location& location, const std::string& text) {
  const std::string cleanup = said_last(location, "commit.cleanup");
  std::string comment = said_last(location, "core.comment");  // commentChar, commentString
  if (comment.empty()) comment = "#";
  if (comment == "auto") comment = detect_comment(text);
  return clean_message(text, cleanup_mode(cleanup, editor_is_used()), comment);
}

// Where the refused message is kept: git overwrites its own file at the next commit. One that
// was not read to its end (empty) is copied as it is.
fs::path keep(const Location& location, const fs::path& file, const std::string& message) {
  const fs::path kept = location.git_dir + "/HOTFIX_REFUSED_MSG";
  std::error_code error;
  if (message.empty()) {
    fs::copy_file(file, kept, fs::copy_options::overwrite_existing, error);
    return error ? fs::absolute(file) : kept;
  }
  std::ofstream out(kept, std::ios::binary);
  out << message;
  out.close();
  return out ? kept : fs::absolute(file);
}

// The same commit again: the command, and what a person must add to it.
struct Again {
  std::string command = "git commit";
  std::vector<std::string> remarks;
};

// Whether the index that git commits from has all that the work tree has, as after `commit -a`.
bool has_all_changes() {
  return run_git({"diff-files", "--quiet", "--ignore-submodules=dirty"}).status == 0;
}

// git commits from an index of its own when it was asked for more than what is staged, and drops
// that when the hook refuses.
void add_what_was_asked(Again& again) {
  const char* variable = std::getenv("GIT_INDEX_FILE");
  const std::string index = variable ? fs::path(variable).filename().string() : std::string();
  if (index == "index.lock" && has_all_changes()) {
    again.command += " -a";
  } else if (index.ends_with(".lock")) {
    again.remarks.push_back("and name the paths again at its end");
  }
}

// A reword of what was picked already has nothing to commit: it fixes the last commit.
void go_on_with_rebase(Again& again) {
  if (run_git({"symbolic-ref", "-q", "HEAD"}).status == 0) return;
  const bool amends = run_git({"diff-index", "--cached", "--quiet", "HEAD", "--"}).status == 0;
  if (amends) again.command += " --amend";
  again.remarks.push_back("then: git rebase --continue");
}

void advise(const Location& location, const fs::path& file, const std::string& message) {
  if (file.filename() == "MERGE_MSG") {
    std::cerr
        << "\nThe merge is not finished. To correct its message, or to give up the merge with "
           "git merge --abort:\n    fix  git merge --continue\n";
    return;
  }
  const std::string kept = visible(shell_quote(keep(location, file, message).string()));
  Again again;
  add_what_was_asked(again);
  go_on_with_rebase(again);
  std::cerr << "\nThe message is kept. To correct it and commit (with --amend too, if you were "
               "amending):\n    fix  "
            << again.command << " -e -F " << kept << "\n";
  for (const std::string& remark : again.remarks) std::cerr << "         " << remark << "\n";
}

int judge(const fs::path& file) {
  const Location location = find_location({});
  const std::string branch = current_branch(location);
  if (branch.empty()) return 0;
  Request request;
  request.now = std::time(nullptr);
  request.trusts_clone = !is_in_ci();
  const PolicyInForce found = policy_in_force(request, true, location);
  if (!found.policy.hotfix_branch(branch)) return 0;
  const std::string text = read_message(file);
  const std::string message = clean(location, text);
  if (message.empty()) return 0;  // git gives the commit up by itself
  Report report = judge_message(branch, message, found.policy);
  report.notes = found.notes;
  TextStyle style;
  style.hook = true;
  style.color = wants_color(STDERR_FILENO);
  style.width = width_of(STDERR_FILENO, 0);
  style.links = has_links(STDERR_FILENO);
  std::cerr << render_text(report, style);
  if (report.verdict != Verdict::blocked) return 0;
  const bool is_cut = text.size() >= kReadLimit;
  advise(location, file, is_cut ? std::string() : message);
  return 1;
}

int tell_fault(const std::string& what, const std::string& fix) {
  std::cerr << "hotfix-commit-msg: this message was NOT checked: " << visible(what) << "\n";
  if (!fix.empty()) std::cerr << "  " << visible(fix) << "\n";
  return 0;
}

}  // namespace

Report judge_message(const std::string& branch, const std::string& message, const Policy& policy) {
  Facts facts;
  facts.subject.stage = Stage::commit_msg;
  facts.subject.kind = SubjectKind::message;
  facts.subject.branch = branch;
  facts.subject.local_branch = branch;
  facts.message = message;
  return evaluate(facts, policy);
}

int commit_msg(int argc, char** argv) {
  if (const auto status = answer_about_itself(argc, argv, "hotfix-commit-msg")) return *status;
  if (const int status = run_next_hook(argc, argv, nullptr)) return status;
  try {
    if (argc != 2) throw UsageError("usage: hotfix-commit-msg FILE (git starts it)");
    return judge(argv[1]);
  } catch (const Undecidable& error) {
    return tell_fault(error.what(), error.fix);
  } catch (const std::exception& error) {
    return tell_fault(error.what(), {});
  }
}

}  // namespace hotfix
