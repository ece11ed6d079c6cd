// SPDX-License-Identifier: MIT
#include "gate/request/branches.h"

#include <cerrno>
#include <cstring>

#include "gate/base/error.h"
#include "gate/base/file.h"
#include "gate/git/history.h"
#include "gate/policy/keys.h"
#include "gate/request/committed_policy.h"
#include "gate/request/revision.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

struct SourcedPolicy {
  Policy policy;
  std::string source;
};

// Where a run looks, and what it goes by.
struct Search {
  const Repository& repository;
  const Request& request;
  const Settings& settings;
  bool local_too;
  const std::optional<SourcedPolicy> file;  // what a person judges by in place of production's
  CommittedPolicies& policies;
};

struct Remotes {
  std::string remote, home;
  bool is_told = false;  // somebody said where production lives: another remote's may be stale

  std::vector<std::string> in_order() const {
    const bool is_one = is_told || remote == home;
    return is_one ? std::vector<std::string>{home} : std::vector<std::string>{remote, home};
  }
};

// What a branch is called, and where that was said, for `hotfix-lint policy`: "git config
// hotfix.production". `from` is empty where the policy says it.
struct NamedBranch {
  std::string name, from;
};

struct Production {
  NamedBranch named;
  Branch branch;
  SourcedPolicy policy;
  Remotes remotes;
  std::vector<std::string> notes;
};

std::optional<Oid> commit_of_ref(const Search& search, const std::string& refname) {
  return search.repository.commit_of_ref(
      refname, [&search](const Oid& id) { return search.policies.knows(id); });
}

// A whole id is that commit for git, whatever a branch is called.
Branch find_branch(const Search& search, const Remotes& remotes, const std::string& name,
                   bool local_too) {
  if (is_full_id(name)) return {};
  for (const std::string& remote : remotes.in_order()) {
    if (const auto id = commit_of_ref(search, "refs/remotes/" + remote + "/" + name)) {
      return {remote + "/" + name, id->hex(), remote};
    }
  }
  if (!local_too) return {};
  const auto id = commit_of_ref(search, "refs/heads/" + name);
  return id ? Branch{name, id->hex(), {}} : Branch{};
}

std::string shown_name(const std::string& name) { return is_full_id(name) ? short_id(name) : name; }

// A person may name any commit as production or development.
Branch by_revision(const Search& search, const std::string& revision) {
  return {shown_name(revision), resolve_revision(search.request, revision).hex(), {}};
}

// The policy of a commit; nullopt when it has none.
std::optional<Policy> policy_at(const Search& search, const std::string& commit,
                                const std::string& source) {
  const auto text = search.policies.text_at(parse_oid(commit), source);
  return text ? std::optional(parse_policy(*text, source)) : std::nullopt;
}

std::string source_at(const std::string& ref) { return ref + ":" + std::string(kPolicyPath); }

std::string reason_of(int error) {
  return error == ETIMEDOUT ? "nobody wrote to it in ten seconds" : std::strerror(error);
}

std::optional<SourcedPolicy> policy_from_file(const std::string& path) {
  if (path.empty()) return std::nullopt;
  const auto text = read_policy_file(path);
  if (!text) throw UsageError(path + ": cannot be read: " + reason_of(errno));
  return SourcedPolicy{parse_policy(*text, path), path};
}

SourcedPolicy policy_of(const Search& search, const Branch& production) {
  if (!production.id.empty()) {
    const std::string source = source_at(production.shown);
    if (auto policy = policy_at(search, production.id, source)) {
      return {std::move(*policy), source};
    }
  }
  return {default_policy(), "embedded defaults"};
}

bool names(const Policy& policy, const char* key) { return policy.origin(key) != kDefaultOrigin; }

// A file that is tried need not say again what the branches are called.
void take_names(Policy& file, const Policy& production) {
  const auto take = [&](BranchName which, const char* key, const std::string& name) {
    if (names(file, key) || !names(production, key)) return;
    set_branch_name(file, which, name, production.origin(key));
  };
  take(BranchName::production, "production", production.production);
  take(BranchName::development, "development", production.development);
  take(BranchName::remote, "remote", production.remote);
}

SourcedPolicy read_policy(const Search& search, const Branch& production) {
  if (!search.file) return policy_of(search, production);
  SourcedPolicy tried = *search.file;
  try {
    take_names(tried.policy, policy_of(search, production).policy);
  } catch (const std::runtime_error&) {
    // It may be tried because that one is broken, or not here.
  }
  return tried;
}

// What the policy at the default branch of a remote calls production: only a hint where to look.
std::string hint_of(const Search& search, const std::string& remote) {
  const auto tip = commit_of_ref(search, "refs/remotes/" + remote + "/HEAD");
  if (!tip) return {};
  const auto policy = policy_at(search, tip->hex(), source_at(remote + "/HEAD"));
  return policy ? policy->production : std::string{};
}

std::string hint_of(const Search& search, const Remotes& remotes) {
  for (const std::string& remote : remotes.in_order()) {
    const std::string hint = hint_of(search, remote);
    if (!hint.empty()) return hint;
  }
  return {};
}

// A default branch that cannot be read must not stop a hotfix when production is there anyway.
std::string hint_beside(const Branch& usual, const Search& search, const Remotes& remotes,
                        std::vector<std::string>& notes) try {
  return hint_of(search, remotes);
} catch (const std::runtime_error& error) {
  if (usual.id.empty()) throw;
  notes.push_back(std::string("a hint about which branch is production was ignored: ") +
                  error.what());
  return {};
}

// What the branch that an event goes to says about itself. A policy that cannot be read as one says
// nothing: if it is production's, that is told when it is to judge.
bool calls_itself_production(const Search& search, const Remotes& remotes) try {
  const std::string& name = search.request.target;
  const Branch branch = name.empty() ? Branch{} : find_branch(search, remotes, name, false);
  if (branch.id.empty()) return false;
  const auto policy = policy_at(search, branch.id, source_at(branch.shown));
  return policy && policy->production == name;
} catch (const UsageError&) {
  return false;
}

// Anybody may make a branch with the usual name: it does not win over what the team has agreed on.
NamedBranch discover_name(const Search& search, const Remotes& remotes,
                          std::vector<std::string>& notes) {
  if (search.file && names(search.file->policy, "production")) {
    return {search.file->policy.production, {}};
  }
  // Otherwise the default branch could have production's pull requests judged as others.
  if (calls_itself_production(search, remotes)) return {search.request.target, {}};
  const std::string usual(std::get<std::string_view>(default_of("production")));
  const std::string hint =
      hint_beside(find_branch(search, remotes, usual, search.local_too), search, remotes, notes);
  if (hint.empty() || hint == usual) return {usual, {}};
  const NamedBranch hinted{hint, "the policy of the remote's default branch"};
  for (const bool local : {false, search.local_too}) {
    const bool has_hint = !find_branch(search, remotes, hint, local).id.empty();
    const bool has_usual = !find_branch(search, remotes, usual, local).id.empty();
    if (has_hint && has_usual) {
      throw UsageError("there are two branches that may be production, '" + usual + "' and '" +
                       hint + "' (which the default branch of the remote names); say which one " +
                       "it is: git config hotfix.production " + shell_quote(hint));
    }
    if (has_hint || has_usual) return has_hint ? hinted : NamedBranch{usual, {}};
  }
  return hinted;
}

Remotes usual_remotes(const Search& search) {
  const std::string asked = asked_remote(search.request, search.settings);
  const std::string home = usual_remote(search.settings);
  const bool is_told = !told_home(search.settings).empty();
  return {asked.empty() ? home : asked, home, is_told};
}

// The policy may name another remote as the home of production.
Remotes remotes_by(const Policy& policy, const Search& search, const Remotes& usual) {
  if (usual.is_told || !is_remote(search.settings, policy.remote)) return usual;
  const bool is_asked = !asked_remote(search.request, search.settings).empty();
  const auto by_default = std::get<std::string_view>(default_of("remote"));
  const bool is_told = policy.remote != by_default;
  return {is_asked ? usual.remote : policy.remote, policy.remote, is_told};
}

void check_name(const SourcedPolicy& policy, const std::string& name) {
  const std::string& named = policy.policy.production;
  if (named == name) return;
  throw PolicyError(policy.source + ": it names '" + named + "' as production, but was found on '" +
                    name + "'; say which one it is: git config hotfix.production " +
                    shell_quote(named));
}

// What a person or git's configuration says about `key` ("production"); empty: nothing.
NamedBranch given_name(const std::string& requested, const Search& search, const std::string& key) {
  if (!requested.empty()) return {requested, "--" + key};
  const std::string name = setting(search.settings, "hotfix." + key);
  return {name, name.empty() ? "" : "git config hotfix." + key};
}

bool is_behind(const Repository& repository, const Oid& one, const Oid& other) try {
  Graph graph(repository);
  return one != other && is_ancestor(graph, one, other);
} catch (const Undecidable&) {
  return false;  // a shallow clone does not tell
}

// The layout of a fork that nobody said a word about: `upstream` is where it comes from, and its
// production is ahead of the fork's, or the only one. What is judged by a stale production is
// judged wrong.
bool is_stale_fork(const Search& search, const Production& found) {
  const std::string upstream = "upstream";
  const Remotes& remotes = found.remotes;
  const bool is_free = !remotes.is_told && remotes.home != upstream && remotes.remote != upstream;
  if (!is_free || !is_remote(search.settings, upstream)) return false;
  const auto tip =
      search.repository.commit_of_ref("refs/remotes/" + upstream + "/" + found.named.name);
  if (!tip || found.branch.remote.empty()) return tip.has_value();
  return is_behind(search.repository, parse_oid(found.branch.id), *tip);
}

void go_upstream(const Search& search, Production& found) {
  const bool is_alone = found.branch.remote.empty();
  const std::string why = is_alone ? " is the only one of a remote"
                                   : " is ahead of " + found.branch.shown + ", a fork's";
  found.remotes.home = "upstream";
  found.remotes.is_told = true;
  found.branch = find_branch(search, found.remotes, found.named.name, false);
  found.policy = read_policy(search, found.branch);
  found.notes.push_back(found.branch.shown + " was taken for production, as it" + why +
                        "; to say where it lives: git config hotfix.remote <name>");
}

// Where production lives is known only when its policy has been read: then it is looked for again.
Production search_production(const Search& search) {
  Production found;
  const std::string& requested = search.request.production;
  const NamedBranch given = given_name(requested, search, "production");
  const Remotes usual = usual_remotes(search);
  found.named = given.name.empty() ? discover_name(search, usual, found.notes) : given;
  found.branch = find_branch(search, usual, found.named.name, search.local_too);
  const bool is_revision = found.branch.id.empty() && !requested.empty() && search.local_too;
  if (is_revision) found.branch = by_revision(search, found.named.name);
  found.policy = read_policy(search, found.branch);
  found.remotes = remotes_by(found.policy.policy, search, usual);
  const std::string asked = asked_remote(search.request, search.settings);
  const bool is_asked = !found.branch.remote.empty() && found.branch.remote == asked;
  const bool is_elsewhere = found.remotes.is_told || !is_asked;
  if (found.remotes.home != usual.home && is_elsewhere && !is_revision) {
    found.branch = find_branch(search, found.remotes, found.named.name, search.local_too);
    if (!found.branch.id.empty()) found.policy = read_policy(search, found.branch);
  }
  if (is_stale_fork(search, found)) go_upstream(search, found);
  if (given.name.empty() && !found.branch.id.empty()) check_name(found.policy, found.named.name);
  if (given.name.empty()) {
    const bool is_said = found.policy.policy.production == found.named.name;
    if (is_said) found.named.from.clear();
    if (!is_said && found.named.from.empty()) found.named.from = kDefaultOrigin;
  }
  return found;
}

// A remembered policy only says what is none of its business: what judges is read, with the folder
// that it lies in, before anything of the clone is taken for true.
bool is_as_read(const Search& search, const Production& found) {
  if (search.file || found.branch.id.empty()) return true;
  return search.policies.is_so(parse_oid(found.branch.id), found.policy.source);
}

Branch find_development(const Search& search, const Remotes& remotes, const std::string& name) {
  const Branch found = find_branch(search, remotes, name, search.local_too);
  const bool is_revision =
      found.id.empty() && !search.request.development.empty() && search.local_too;
  return is_revision ? by_revision(search, name) : found;
}

Refs refs_of(const Policy& policy, const Branch& production, const Branch& development) {
  Refs refs;
  refs.production = shown_name(policy.production);
  refs.production_ref = production.shown;
  refs.production_id = production.id;
  refs.development = shown_name(policy.development);
  refs.development_ref = development.shown;
  refs.development_id = development.id;
  refs.hotfix_prefix = policy.hotfix_prefix;
  return refs;
}

// Where production was looked for, when that is not what the policy says.
NamedBranch named_home(const Search& search, const Production& production) {
  const std::string& home = production.remotes.home;
  if (!setting(search.settings, "hotfix.remote").empty()) return {home, "git config hotfix.remote"};
  if (home == told_home(search.settings)) {
    return {home, "git config remote." + home + ".gh-resolved"};
  }
  if (production.policy.policy.remote == home) return {};
  return {home, "the remotes that git knows"};
}

// A name that the policy itself says stays as it is.
void put_in_force(Policy& policy, BranchName which, const NamedBranch& named) {
  if (!named.from.empty()) set_branch_name(policy, which, named.name, named.from);
}

// Production, and its policy with the names that are in force.
Production production_in_force(const Search& search) {
  Production production = search_production(search);
  Policy& policy = production.policy.policy;
  put_in_force(policy, BranchName::production, production.named);
  put_in_force(policy, BranchName::development,
               given_name(search.request.development, search, "development"));
  put_in_force(policy, BranchName::remote, named_home(search, production));
  const std::string& since = search.request.since;
  if (!since.empty()) policy.backport.since = policy.post_mortem.since = since;
  return production;
}

Branches branches_of(Production production, Branch development) {
  const Refs refs = refs_of(production.policy.policy, production.branch, development);
  return {
      std::move(production.branch),        std::move(development),   refs,
      production.remotes.remote,           production.remotes.home,  production.remotes.is_told,
      std::move(production.policy.policy), production.policy.source, std::move(production.notes)};
}

}  // namespace

std::optional<Branches> find_branches(const Repository& repository, const Request& request,
                                      const Settings& settings, bool local_too,
                                      const Concern& concerns) {
  CommittedPolicies policies(repository, request.trusts_clone);
  const Search search{
      repository, request, settings, local_too, policy_from_file(request.policy_file), policies};
  Production production = production_in_force(search);
  if (!concerns(production.policy.policy)) return std::nullopt;
  if (!is_as_read(search, production)) {
    Request again = request;
    again.trusts_clone = false;
    return find_branches(repository, again, settings, local_too, concerns);
  }
  Branch development =
      find_development(search, production.remotes, production.policy.policy.development);
  return branches_of(std::move(production), std::move(development));
}

Branches find_production(const Repository& repository, const Request& request,
                         const Settings& settings, bool local_too) {
  CommittedPolicies policies(repository, request.trusts_clone);
  const Search search{
      repository, request, settings, local_too, policy_from_file(request.policy_file), policies};
  return branches_of(production_in_force(search), {});
}

std::optional<std::string> read_policy_file(const std::string& path) {
  return read_file(path, kPolicyLimit);
}

}  // namespace hotfix
