// SPDX-License-Identifier: MIT
// Production and development, each with a commit of its own, and what a test does with them.
#pragma once

#include "gate/landing/ledger.h"
#include "tests/support/repo.h"

namespace hotfix {

using Subjects = std::vector<std::string>;

// kars-prod and kars-dev, each with a commit of its own since they parted; kars-prod checked out.
struct Lines : TestRepo {
  static constexpr std::int64_t kNow = kEpoch + 36'000;  // later than any commit of a test

  Lines() {
    git({"symbolic-ref", "HEAD", "refs/heads/kars-prod"});
    commit("feat: start", "start", "1\n");
    switch_new("kars-dev");
    commit("feat: on dev", "dev", "1\n");
    switch_to("kars-prod");
  }

  // A commit that adds a file of its own.
  std::string add(const std::string& message) {
    return commit(message, "file" + std::to_string(++files_), message + "\n");
  }
  std::string merge(const std::string& branch, const std::string& message) {
    git({"merge", "-q", "--no-ff", "-m", message, branch});
    return id("HEAD");
  }
  // The index and the work tree as that commit has them, committed on the current branch.
  std::string squash(const std::string& commit_, const std::string& message) {
    git({"read-tree", "-u", "--reset", commit_});
    return commit(message);
  }
  // A branch from production's tip with one commit; production is checked out again.
  void side(const std::string& name, const std::string& message) {
    switch_new(name);
    add(message);
    switch_to("kars-prod");
  }

  // What `ask(index, policy, question)` says, as a program would that was just started.
  template <class Ask>
  auto asked(Ask ask, const std::string& policy = "", std::int64_t now = kNow) const {
    const Repository opened = Repository::open(path());
    Graph graph(opened);
    LandingIndex index(graph, default_policy());
    LedgerQuestion asked = question();
    asked.now = now;
    return ask(index, parse_policy(policy, "test"), asked);
  }
  std::vector<Hotfix> released(const std::string& policy = "") const {
    return asked(released_hotfixes, policy);
  }
  Subjects subjects(const std::string& policy = "") const {
    Subjects result;
    for (const Hotfix& hotfix : released(policy)) result.push_back(hotfix.subject);
    return result;
  }
  std::vector<Hotfix> ask(std::int64_t now, const std::string& policy = "") const {
    return asked([](auto& index, const auto& rules,
                    const auto& question) { return ledger(index, rules, question); },
                 policy, now);
  }
  LedgerQuestion question() const {
    return {parse_oid(id("kars-prod")), parse_oid(id("kars-dev")), kNow};
  }

 private:
  int files_ = 0;
};

}  // namespace hotfix
