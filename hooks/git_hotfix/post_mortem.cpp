// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/post_mortem.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <ostream>

#include "gate/base/error.h"
#include "gate/base/file.h"
#include "gate/base/path.h"
#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/documents/post_mortems.h"
#include "gate/git/discovery/command.h"
#include "gate/landing/ledger.h"
#include "gate/page/markdown.h"
#include "gate/workflow/post_mortem.h"
#include "rules/form/post_mortem_form.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

Incident given_by(const PostMortemOptions& options) {
  Incident given = options.incident;
  if (!options.detected.empty()) given.detected = time_of_option("--detected", options.detected);
  if (!options.verified.empty()) given.verified = time_of_option("--verified", options.verified);
  return given;
}

// The course of a hotfix that production has.
Course released_course(const Context& context, LandingIndex& index, const std::string& branch) {
  Course course = course_of(context, index, branch);
  if (!course.released) {
    throw Refused(course.branch + " is not on " + context.refs.production + " yet",
                  fetch_command(context.home, context.refs.production));
  }
  std::vector<Hotfix> released = {*course.released};
  find_beginnings(index.graph, released);
  course.released = released.front();
  return course;
}

// What development has about it, or lacks; nullopt: the policy asks for none.
std::optional<PostMortem> known_document(const Context& context, LandingIndex& index,
                                         const std::string& commit) {
  const LedgerQuestion question{production_tip(context, context.refs),
                                development_tip(context, context.refs), context.now};
  for (const PostMortem& one : post_mortems(index, context.policy, question, read_markdown)) {
    if (one.commit == commit) return one;
  }
  return std::nullopt;
}

// A branch that was squashed is not named by its commit.
std::string path_of(const Context& context, const Course& course, const Commit& commit) {
  HotfixNames names = names_of(commit, course.released->released_at, context.policy);
  if (!course.branch.empty()) {
    names.slug = slug(context.policy.without_hotfix_prefix(course.branch));
  }
  return document_paths({names}, context.policy.post_mortem).front();
}

std::string top_of_work_tree() {
  const CommandResult git = run_git({"rev-parse", "--show-toplevel"});
  if (git.status == 0) return git.out.substr(0, git.out.find('\n'));
  throw Refused("there is no work tree here",
                "print it, and put it where it belongs: git hotfix post-mortem ... >FILE");
}

[[noreturn]] void refuse_file(const std::string& path, int error) {
  const bool is_there = error == EEXIST;
  throw Refused(path + (is_there ? " is there already, and stays as it is"
                                 : " cannot be written: " + std::string(std::strerror(error))));
}

// A folder below an open one, made where it is not there. A symbolic link may lead out of the
// repository, and is not followed.
int open_folder(int above, const std::string& name) {
  mkdirat(above, name.c_str(), 0777);
  return openat(above, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

void write_new(const std::string& top, const std::string& path, const std::string& text) {
  int folder = open(top.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (std::size_t from = 0, slash; (slash = path.find('/', from)) != std::string::npos;
       from = slash + 1) {
    const Descriptor above(folder);
    if (!above) break;
    folder = open_folder(above.get(), path.substr(from, slash - from));
  }
  const Descriptor last(folder);
  if (!last) refuse_file(path, errno);
  AtomicFile file(std::string(base_name(path)), text, 0666, last.get());
  if (!file.publish(AtomicFile::Existing::keep)) refuse_file(path, file.error());
}

// On development as its remote has it, as a backport is.
Commands bring(const Context& context, const std::string& path, const std::string& title) {
  Facts facts;
  facts.refs = context.refs;
  return on_development(
      facts,
      {with_path("git add", path),
       with_path("git commit --only -m " + shell_quote("docs: post-mortem of " + title), path)});
}

struct Draft {
  std::string path, text, title;
  std::int64_t deadline = 0;
};

void print_what_is_next(const Context& context, const Draft& draft, std::ostream& out) {
  const std::vector<std::string> open =
      open_sections(read_markdown(draft.text), read_markdown(context.policy.post_mortem.form));
  if (!open.empty()) out << "to be filled in: " << visible(with_commas(open)) << "\n";
  const std::int64_t left = draft.deadline - context.now;
  out << (left >= 0 ? "due in " + shown_duration(left) : shown_duration(-left) + " late")
      << "; to bring it to " << visible(context.refs.development) << " then:\n";
  print_lines(bring(context, draft.path, draft.title), out);
}

int write(const Context& context, const Draft& draft, const StepOptions& steps, std::ostream& out) {
  const std::string top = top_of_work_tree();
  if (std::filesystem::exists(std::filesystem::symlink_status(top + "/" + draft.path))) {
    refuse_file(draft.path, EEXIST);
  }
  out << (steps.dry_run ? "This would" : "This will") << " write " << visible(draft.path) << "\n";
  if (steps.dry_run) {
    out << "\n" << draft.text;
    return 0;
  }
  if (!agreed("Go on?", steps, true, out)) {
    out << "nothing was done\n";
    return 1;
  }
  write_new(top, draft.path, draft.text);
  print_what_is_next(context, draft, out);
  out << "to take it back:\n    rm " << visible(shell_quote(top + "/" + draft.path)) << "\n";
  return 0;
}

}  // namespace

int post_mortem(const Request& request, const PostMortemOptions& options, const StepOptions& steps,
                std::ostream& out) {
  const Context context = open_context(request, true);
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  Course course = released_course(context, index, options.branch);
  course.incident = overlaid(std::move(course.incident), given_by(options));
  const Commit commit = graph.commit(parse_oid(course.released->commit));
  const PostMortemValues values =
      post_mortem_values(course, commit.message, context.refs, read_markdown);
  const PostMortemPolicy& policy = context.policy.post_mortem;
  const Draft draft{path_of(context, course, commit), post_mortem_text(policy.form, values),
                    brief(values.title, 60), course.released->released_at + policy.deadline};
  if (!options.write) {
    out << draft.text;
    return 0;
  }
  const auto known = known_document(context, index, commit.id);
  const bool is_there =
      known && known->state != PostMortemState::missing && known->state != PostMortemState::waived;
  if (is_there) throw Refused(context.refs.development + " has it already: " + known->path);
  return write(context, draft, steps, out);
}

}  // namespace hotfix
