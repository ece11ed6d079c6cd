// SPDX-License-Identifier: MIT
#include "gate/request/committed_policy.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/git/history.h"
#include "gate/git/tree.h"
#include "gate/policy/policy.h"

namespace hotfix {

namespace {

// Tips: of production and of the default branch, of two remotes. All texts are read for one.
constexpr std::size_t kFew = 4;
// What an answer begins with; the text follows.
constexpr char kHas = '+', kHasNone = '-';

std::string answer_of(const std::optional<std::string>& text) {
  return text ? kHas + *text : std::string(1, kHasNone);
}

}  // namespace

std::optional<std::string> committed_policy(const Repository& repository, const Oid& commit,
                                            const std::string& source) {
  Graph graph(repository);
  const TreeEntry entry = find_path(repository, graph.header(commit).tree, kPolicyPath);
  if (entry.mode == 0) return std::nullopt;
  if (entry.mode != kModeFile) {
    throw PolicyError(source +
                      ": the policy must be an ordinary file, not a symbolic link, a folder, "
                      "a submodule or an executable");
  }
  if (repository.size_of(entry.id) > kPolicyLimit) {
    throw PolicyError(source + ": the policy is over 64 KiB");
  }
  return std::string(repository.read(entry.id, ObjectType::blob).data());
}

CommittedPolicies::CommittedPolicies(const Repository& repository, bool remembers)
    : repository_(repository) {
  if (remembers) memory_.emplace(repository, "policies-v1", kFew);
}

std::optional<std::string> CommittedPolicies::text_at(const Oid& commit,
                                                      const std::string& source) {
  const std::string question = commit.hex();
  if (const std::string* known = memory_ ? memory_->find(question) : nullptr) {
    return known->starts_with(kHas) ? std::optional(known->substr(1)) : std::nullopt;
  }
  auto text = committed_policy(repository_, commit, source);
  read_.push_back(commit);
  if (memory_) memory_->keep(question, answer_of(text));
  return text;
}

bool CommittedPolicies::is_so(const Oid& commit, const std::string& source) {
  const bool is_read = std::find(read_.begin(), read_.end(), commit) != read_.end();
  const std::string* known = memory_ && !is_read ? memory_->find(commit.hex()) : nullptr;
  return known == nullptr || answer_of(committed_policy(repository_, commit, source)) == *known;
}

bool CommittedPolicies::knows(const Oid& commit) {
  return memory_ && memory_->find(commit.hex()) != nullptr;
}

}  // namespace hotfix
