// SPDX-License-Identifier: MIT
#include "gate/request/branches.h"

#include <fstream>

#include "gate/base/error.h"
#include "gate/git/tree.h"
#include "gate/policy/keys.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

Found find_branch(const Context& context, const std::string& name, bool local_too) {
  for (const std::string& remote : {context.remote, context.home}) {
    if (const auto id = context.repository.commit_of_ref("refs/remotes/" + remote + "/" + name)) {
      return {remote + "/" + name, id->hex(), remote};
    }
  }
  if (!local_too) return {};
  const auto id = context.repository.commit_of_ref("refs/heads/" + name);
  return id ? Found{name, id->hex(), {}} : Found{};
}

// A person may name any commit as production or development.
Found by_revision(const Request& request, const std::string& revision) {
  return {is_full_id(revision) ? short_id(revision) : revision,
          resolve_revision(request, revision).hex(),
          {}};
}

// The policy at the tip of a commit; nullopt when there is no such file.
std::optional<Policy> policy_at(const Repository& repository, const std::string& commit,
                                const std::string& source) {
  Graph graph(repository);
  const TreeEntry entry = find_path(repository, graph.header(parse_oid(commit)).tree, kPolicyPath);
  if (entry.mode == 0) return std::nullopt;
  if (entry.mode != kModeFile) {
    throw UsageError(source +
                     ": the policy must be an ordinary file, not a symbolic link, a folder, "
                     "a submodule or an executable");
  }
  if (repository.size_of(entry.id) > kPolicyLimit) {
    throw UsageError(source + ": the policy is over 64 KiB");
  }
  return parse_policy(repository.read(entry.id, ObjectType::blob).data(), source);
}

Policy policy_from_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kPolicyLimit + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad() || (file.fail() && !file.eof())) throw UsageError(path + ": cannot be read");
  text.resize(static_cast<std::size_t>(file.gcount()));
  return parse_policy(text, path);
}

std::string source_at(const std::string& ref) { return ref + ":" + std::string(kPolicyPath); }

void use_policy(Context& context, std::optional<Policy> policy, const std::string& source) {
  context.policy_source = policy ? source : "embedded defaults";
  context.policy = policy ? std::move(*policy) : default_policy();
}

// What the policy at the default branch of a remote calls production: only a hint where to look.
std::string hint_of(const Context& context, const std::string& remote) {
  const auto tip = context.repository.commit_of_ref("refs/remotes/" + remote + "/HEAD");
  if (!tip) return {};
  const auto policy = policy_at(context.repository, tip->hex(), source_at(remote + "/HEAD"));
  return policy ? policy->production : std::string{};
}

std::string hint_of(const Context& context) {
  const std::string hint = hint_of(context, context.remote);
  return hint.empty() && context.home != context.remote ? hint_of(context, context.home) : hint;
}

// A default branch that cannot be read must not stop a hotfix when production is there anyway.
std::string hint_beside(const Found& usual, Context& context) try {
  return hint_of(context);
} catch (const std::runtime_error& error) {
  if (usual.id.empty()) throw;
  context.notes.push_back(std::string("a hint which branch is production was passed over: ") +
                          error.what());
  return {};
}

// Anybody may make a branch with the usual name: it does not win over what the team has agreed on.
std::string discover_name(Context& context, bool local_too) {
  const auto usual = std::get<std::string>(find_policy_key("production")->default_value);
  const std::string hint = hint_beside(find_branch(context, usual, local_too), context);
  if (hint.empty() || hint == usual) return usual;
  for (const bool local : {false, local_too}) {
    const bool has_hint = !find_branch(context, hint, local).id.empty();
    const bool has_usual = !find_branch(context, usual, local).id.empty();
    if (has_hint && has_usual) {
      throw UsageError("there are two branches that may be production, '" + usual + "' and '" +
                       hint + "' (which the default branch of the remote names); say which one " +
                       "it is: git config hotfix.production " + shell_quote(hint));
    }
    if (has_hint || has_usual) return has_hint ? hint : usual;
  }
  return hint;
}

void read_policy(Context& context, const Request& request, const Found& production) {
  if (!request.policy_file.empty()) {
    use_policy(context, policy_from_file(request.policy_file), request.policy_file);
  } else if (!production.id.empty()) {
    const std::string source = source_at(production.shown);
    use_policy(context, policy_at(context.repository, production.id, source), source);
  } else {
    use_policy(context, std::nullopt, {});
  }
}

// The policy may name another remote as the home of production. True when it did.
bool follow_home(Context& context, const Request& request, const Settings& settings) {
  const std::string& named = context.policy.remote;
  const bool is_set = !setting(settings, "hotfix.remote").empty();
  if (is_set || named == context.home || !is_remote(settings, named)) return false;
  context.home = named;
  if (asked_remote(request, settings).empty()) context.remote = named;
  return true;
}

void check_name(const Context& context, const std::string& name) {
  if (context.policy.production == name) return;
  throw UsageError(context.policy_source + ": it names '" + context.policy.production +
                   "' as production, but was found on '" + name +
                   "'; say which one it is: git config hotfix.production " +
                   shell_quote(context.policy.production));
}

std::string shown_name(const std::string& name) { return is_full_id(name) ? short_id(name) : name; }

}  // namespace

Found find_production(Context& context, const Request& request, const Settings& settings,
                      bool local_too) {
  std::string name =
      request.production.empty() ? setting(settings, "hotfix.production") : request.production;
  const bool is_given = !name.empty();
  if (!is_given) name = discover_name(context, local_too);
  Found found = find_branch(context, name, local_too);
  const bool is_revision = found.id.empty() && !request.production.empty() && local_too;
  if (is_revision) found = by_revision(request, name);
  read_policy(context, request, found);
  const bool is_asked = !found.remote.empty() && found.remote == asked_remote(request, settings);
  if (follow_home(context, request, settings) && !is_asked && !is_revision) {
    found = find_branch(context, name, local_too);
    if (!found.id.empty()) read_policy(context, request, found);
  }
  if (!is_given && !found.id.empty()) check_name(context, name);
  context.policy.production = name;
  context.refs.production = shown_name(name);
  context.refs.production_ref = found.shown;
  context.refs.production_id = found.id;
  context.refs.hotfix_prefix = context.policy.hotfix_prefix;
  return found;
}

Found find_development(Context& context, const Request& request, const Settings& settings,
                       bool local_too) {
  std::string name =
      request.development.empty() ? setting(settings, "hotfix.development") : request.development;
  if (name.empty()) name = context.policy.development;
  Found found = find_branch(context, name, local_too);
  if (found.id.empty() && !request.development.empty() && local_too) {
    found = by_revision(request, name);
  }
  context.policy.development = name;
  context.refs.development = shown_name(name);
  context.refs.development_ref = found.shown;
  context.refs.development_id = found.id;
  return found;
}

}  // namespace hotfix
