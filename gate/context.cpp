// SPDX-License-Identifier: MIT
#include "gate/context.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "gate/error.h"
#include "gate/git/command.h"
#include "gate/git/tree.h"
#include "rules/text.h"

namespace hotfix {

namespace {

using Settings = std::map<std::string, std::string>;

// hotfix.* and the remotes, as git sees them (its includes, scopes and -c options).
Settings read_settings(const Request& request) {
  const CommandResult git =
      run_git({"config", "-z", "--get-regexp", R"(^(hotfix\.|remote\..*\.url$))"},
              request.repository, !request.repository.empty());
  Settings settings;
  std::istringstream entries(git.out);
  for (std::string entry; std::getline(entries, entry, '\0');) {
    const auto end = entry.find('\n');
    settings.insert_or_assign(entry.substr(0, end),
                              end == std::string::npos ? "" : entry.substr(end + 1));
  }
  return settings;
}

std::string setting(const Settings& settings, const std::string& key) {
  const auto found = settings.find(key);
  return found == settings.end() ? std::string{} : found->second;
}

bool is_remote(const Settings& settings, const std::string& name) {
  return settings.contains("remote." + name + ".url");
}

// `git push <url>` gives a URL for a name: the remote that has it, if any.
std::string remote_with_url(const Settings& settings, const std::string& url) {
  for (const auto& [key, value] : settings) {
    if (value == url && starts_with(key, "remote.")) return key.substr(7, key.size() - 11);
  }
  return {};
}

std::string choose_remote(const Request& request, const Settings& settings) {
  if (is_remote(settings, request.remote)) return request.remote;
  if (const std::string known = remote_with_url(settings, request.remote); !known.empty()) {
    return known;
  }
  if (const std::string chosen = setting(settings, "hotfix.remote"); !chosen.empty()) return chosen;
  if (is_remote(settings, "origin")) return "origin";
  const auto only = [&settings] {
    return std::count_if(settings.begin(), settings.end(), [](const auto& entry) {
             return starts_with(entry.first, "remote.");
           }) == 1;
  };
  if (only()) return remote_with_url(settings, settings.rbegin()->second);
  return "origin";
}

struct Found {
  std::string shown;  // "origin/kars-prod"
  std::string id;
};

Found find_branch(const Context& context, const std::string& name, bool local_too) {
  if (const auto id =
          context.repository.commit_of_ref("refs/remotes/" + context.remote + "/" + name)) {
    return {context.remote + "/" + name, id->hex()};
  }
  if (!local_too) return {};
  if (const auto id = context.repository.commit_of_ref("refs/heads/" + name))
    return {name, id->hex()};
  return {};
}

// A person may name any commit as production or development.
Found by_revision(const Request& request, const std::string& revision) {
  return {is_full_id(revision) ? short_id(revision) : revision,
          resolve_revision(request, revision).hex()};
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

// The name of production, from the policy of the remote's default branch: only a hint where to
// look.
std::string production_by_default_branch(const Context& context) {
  const std::string head = "refs/remotes/" + context.remote + "/HEAD";
  const auto tip = context.repository.commit_of_ref(head);
  if (!tip) return {};
  const auto policy =
      policy_at(context.repository, tip->hex(), source_at(context.remote + "/HEAD"));
  return policy ? policy->production : std::string{};
}

void find_production(Context& context, const Request& request, const Settings& settings,
                     bool local_too) {
  std::string name =
      request.production.empty() ? setting(settings, "hotfix.production") : request.production;
  const bool is_given = !name.empty();
  if (!is_given) name = default_policy().production;
  Found found = find_branch(context, name, local_too);
  if (found.id.empty() && !request.production.empty() && local_too) {
    found = by_revision(request, name);
  }
  if (found.id.empty() && !is_given) {
    if (const std::string hint = production_by_default_branch(context); !hint.empty()) {
      name = hint;
      found = find_branch(context, name, local_too);
    }
  }
  context.refs.production = is_full_id(name) ? short_id(name) : name;
  context.refs.production_ref = found.shown;
  context.refs.production_id = found.id;
  if (!request.policy_file.empty()) {
    use_policy(context, policy_from_file(request.policy_file), request.policy_file);
  } else if (!found.id.empty()) {
    const std::string source = source_at(found.shown);
    use_policy(context, policy_at(context.repository, found.id, source), source);
  } else {
    use_policy(context, std::nullopt, {});
  }
  if (!is_given && !found.id.empty() && context.policy.production != name) {
    throw UsageError(context.policy_source + ": it names '" + context.policy.production +
                     "' as production, but was found on '" + name +
                     "'; say which one it is: git config hotfix.production " +
                     shell_quote(context.policy.production));
  }
  context.policy.production = name;
}

void find_development(Context& context, const Request& request, const Settings& settings,
                      bool local_too) {
  std::string name =
      request.development.empty() ? setting(settings, "hotfix.development") : request.development;
  if (name.empty()) name = context.policy.development;
  Found found = find_branch(context, name, local_too);
  if (found.id.empty() && !request.development.empty() && local_too) {
    found = by_revision(request, name);
  }
  context.policy.development = name;
  context.refs.development = is_full_id(name) ? short_id(name) : name;
  context.refs.development_ref = found.shown;
  context.refs.development_id = found.id;
}

std::int64_t modified_at(const std::string& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) == 0 ? static_cast<std::int64_t>(status.st_mtime) : -1;
}

bool mentions(const std::string& path, const std::string& text) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.find(text) != std::string::npos) return true;
  }
  return false;
}

// The newest trace that git leaves when a remote-tracking branch is brought up to date.
std::int64_t last_fetch(const Context& context) {
  const std::string tracking = "refs/remotes/" + context.remote + "/" + context.refs.production;
  const std::string common = context.repository.common_dir();
  std::int64_t newest =
      std::max(modified_at(common + "/logs/" + tracking), modified_at(common + "/" + tracking));
  for (const std::string& folder : {common, context.repository.git_dir()}) {
    const std::string heads = folder + "/FETCH_HEAD";
    if (mentions(heads, "branch '" + context.refs.production + "' of")) {
      newest = std::max(newest, modified_at(heads));
    }
  }
  return newest;
}

}  // namespace

std::string fetch_command(const std::string& remote, const std::string& name) {
  return "git fetch " + shell_quote(remote) + " " +
         shell_quote("+refs/heads/" + name + ":refs/remotes/" + remote + "/" + name);
}

Oid resolve_revision(const Request& request, const std::string& revision) {
  const CommandResult git =
      run_git({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"},
              request.repository, !request.repository.empty());
  const Oid id = parse_oid(git.out.substr(0, git.out.find('\n')));
  if (git.status != 0 || id == Oid{}) {
    throw UsageError("'" + revision + "' is not a branch, commit or range of this repository");
  }
  return id;
}

Context open_context(const Request& request, bool local_too) {
  Context context{Repository::open(request.repository), {}, {}, {}, {}, request.now, -1, {}};
  const Settings settings = read_settings(request);
  context.remote = choose_remote(request, settings);
  find_production(context, request, settings, local_too);
  find_development(context, request, settings, local_too);
  if (context.refs.production_ref == context.remote + "/" + context.refs.production) {
    context.fetched_at = last_fetch(context);
  } else if (!context.refs.production_id.empty() && request.production.empty()) {
    context.notes.push_back("there is no " + context.remote + "/" + context.refs.production +
                            "; compared with the local branch");
  }
  return context;
}

}  // namespace hotfix
