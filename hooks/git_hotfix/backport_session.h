// SPDX-License-Identifier: MIT
// What `git hotfix backport` does whether it begins or goes on: the end of one that was made, and
// what is said where git stopped.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "gate/request/context.h"
#include "gate/workflow/backport_tree.h"
#include "hooks/git_hotfix/backport_options.h"
#include "hooks/git_hotfix/take_step.h"

namespace hotfix {

struct BackportSession {
  const Request& request;
  const BackportOptions& options;
  StepOptions steps;
  std::ostream& out;
};

// The repository as it is now: what is written later is not seen.
struct BackportClone {
  explicit BackportClone(const Request& request)
      : context(open_context(request, true)),
        graph(context.repository),
        index(graph, context.policy) {}

  bool has(const std::string& branch, const std::string& commit) {  // full ids
    return is_ancestor(graph, parse_oid(commit), parse_oid(branch));
  }

  const Context context;
  Graph graph;
  LandingIndex index;
};

// "git hotfix backport --continue backport/login", with what was given of the clone.
std::string backport_command(const BackportSession& session, const char* option,
                             const std::string& branch);
// "git hotfix backport hotfix/login", with all that was given of how it is made.
std::string backport_command(const BackportSession& session, const Course& course);

// The trailer by which a person says that development needs nothing of a hotfix.
std::string waiver_of(const std::string& commit);

BackportPlace place_of(const Context& context, const std::string& branch,
                       const std::string& folder);

// The backport that is under way on that branch; nullopt: there is none.
std::optional<BackportTree> tree_with(const Context& context, const std::string& branch);

bool are_settled(const std::vector<Hotfix>& hotfixes);

// How the branch, which is at `tip` now, is removed again.
void print_undo(const BackportPlace& place, const std::string& tip, std::ostream& out);

// Says how the branch gets to development or, with --push, brings it there. `tip`: empty in a dry
// run. The exit status.
int send(const BackportSession& session, BackportClone& clone, const BackportPlace& place,
         const std::string& tip, const Course& course);

// Throws Refused, and says which parts are absent, where the branch lacks a part of the hotfix: it
// never goes to development by itself. `made.folder`: empty where it is gone again.
void require_all(const BackportSession& session, BackportClone& clone, const Course& course,
                 const BackportTree& made);

// The files in conflict, whose commits are in the way, and the ways out.
void print_open(const BackportSession& session, const BackportTree& tree, const TreeStatus& status,
                const std::vector<Forecast::Conflict>& conflicts);

// The same of whatever git stopped at; nothing where it had made nothing yet. The exit status.
int stopped(const BackportSession& session, const std::string& branch,
            const std::vector<Forecast::Conflict>& conflicts);

}  // namespace hotfix
