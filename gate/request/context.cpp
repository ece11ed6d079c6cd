// SPDX-License-Identifier: MIT
#include "gate/request/context.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "gate/base/error.h"
#include "gate/base/text_lines.h"
#include "gate/git/discovery/command.h"
#include "gate/request/branches.h"
#include "gate/request/committed_policy.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

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

// The newest trace that git leaves when the remote-tracking branch is brought up to date; -1: none.
// A fresh clone leaves no trace for a single branch: then the one it left for all of them counts.
std::int64_t last_fetch(const Repository& repository, const std::string& remote,
                        const std::string& branch) {
  if (remote.empty()) return -1;
  const std::string remotes = "refs/remotes/" + remote + "/";
  const std::string tracking = remotes + branch;
  const std::string common = repository.common_dir() + "/";
  std::int64_t newest =
      std::max(modified_at(common + "logs/" + tracking), modified_at(common + tracking));
  for (const std::string& folder : {common, repository.git_dir() + "/"}) {
    const std::string heads = folder + "FETCH_HEAD";
    const std::int64_t at = modified_at(heads);
    if (at > newest && mentions(heads, "branch '" + branch + "' of")) newest = at;
  }
  if (newest < 0) newest = modified_at(common + "logs/" + remotes + "HEAD");
  return newest < 0 ? modified_at(common + "packed-refs") : newest;
}

// A push to a URL that no remote has is compared with the remote at hand; a fork, or a remote that
// was never fetched, with the home of production.
std::vector<std::string> notes_on(const Branches& found, const Request& request,
                                  const Settings& settings) {
  std::vector<std::string> notes = found.notes;
  if (!request.remote.empty() && asked_remote(request, settings).empty()) {
    notes.push_back("no remote has the URL that is pushed to; compared with " + found.remote);
  }
  const std::string& expected = found.is_home_told ? found.home : found.remote;
  const auto note_other_remote = [&](const Branch& branch, const std::string& name) {
    if (branch.remote.empty() || branch.remote == expected) return;
    notes.push_back(expected + "/" + name + " is not known here; compared with " + branch.shown);
  };
  note_other_remote(found.production, found.refs.production);
  note_other_remote(found.development, found.refs.development);
  const Branch& production = found.production;
  if (production.remote.empty() && !production.id.empty() && request.production.empty()) {
    notes.push_back("there is no " + expected + "/" + found.refs.production +
                    "; compared with the local branch");
  }
  return notes;
}

Oid tip_of(const Context& context, const std::string& id, const std::string& name,
           const std::string& role) {
  if (!id.empty()) return parse_oid(id);
  throw Undecidable("the " + role + " branch " + context.home + "/" + name +
                        " is not here (if it has another name, set hotfix." + role +
                        " in git's configuration)",
                    fetch_command(context.home, name), Cause::not_fetched);
}

// The content of production's policy; nullopt when it has none.
std::optional<std::string> policy_text(const Context& context) {
  const Oid tip = parse_oid(context.refs.production_id);
  if (tip == Oid{}) return std::nullopt;
  return committed_policy(context.repository, tip, context.policy_source);
}

// A push may be to a URL that no remote has.
Forge forge_of(const std::string& remote, const Request& request, const Settings& settings) {
  if (request.forge != Forge::none) return request.forge;
  const Forge named = forge_of_url(setting(settings, "remote." + remote + ".url"));
  return named == Forge::none ? forge_of_url(request.remote) : named;
}

}  // namespace

Oid production_tip(const Context& context, const Refs& refs) {
  return tip_of(context, refs.production_id, refs.production, "production");
}

Oid development_tip(const Context& context, const Refs& refs) {
  return tip_of(context, refs.development_id, refs.development, "development");
}

std::string fetch_command(const std::string& remote, const std::string& name) {
  return "git fetch " + shell_quote(remote) + " " +
         shell_quote("+refs/heads/" + name + ":refs/remotes/" + remote + "/" + name);
}

static Context context_of(const Request& request, Repository repository, const Settings& settings,
                          Branches found) {
  if (request.trusts_clone) repository.trust_clone();  // not before the policy is read
  const std::int64_t fetched_at =
      last_fetch(repository, found.production.remote, found.refs.production);
  const std::vector<std::string> notes = notes_on(found, request, settings);
  return {std::move(repository),
          std::move(found.policy),
          found.policy_source,
          found.remote,
          found.home,
          found.refs,
          request.now,
          fetched_at,
          notes,
          forge_of(found.remote, request, settings),
          request.patience,
          settings};
}

Context open_context(const Request& request, bool local_too) {
  return open_context(request, local_too, find_location(request.repository));
}

Context open_context(const Request& request, bool local_too, Location location) {
  const auto always = [](const Policy&) { return true; };
  Repository repository = Repository::open(std::move(location), request.repository);
  const Settings settings = settings_at(repository.location());
  auto found = find_branches(repository, request, settings, local_too, always);
  return context_of(request, std::move(repository), settings, std::move(*found));
}

std::unique_ptr<const Context> open_context_if(const Concern& concerns, const Request& request,
                                               bool local_too, Location location) {
  Repository repository = Repository::open(std::move(location), request.repository);
  const Settings settings = settings_at(repository.location());
  auto found = find_branches(repository, request, settings, local_too, concerns);
  if (!found) return nullptr;
  return std::unique_ptr<const Context>(  // made in place: a Context is never moved
      new Context(context_of(request, std::move(repository), settings, std::move(*found))));
}

PolicyInForce policy_in_force(const Request& request, bool local_too, Location location) {
  const Repository repository = Repository::open(std::move(location), request.repository);
  const Settings settings = settings_at(repository.location());
  Branches found = find_production(repository, request, settings, local_too);
  std::vector<std::string> notes = notes_on(found, request, settings);
  return {std::move(found.policy), std::move(notes)};
}

// The top of the work tree; empty: there is none.
static std::string top_of(const Context& context, const Request& request) {
  if (const auto& top = context.repository.location().top) return *top;
  const CommandResult git =
      run_git({"rev-parse", "--show-toplevel"}, request.repository, !request.repository.empty());
  return git.status == 0 ? first_line(git.out) : std::string();
}

std::string other_policy_note(const Context& context, const Request& request) {
  if (!request.policy_file.empty()) return {};
  const std::string folder = top_of(context, request);
  if (folder.empty()) return {};
  const auto here = read_policy_file(folder + "/" + std::string(kPolicyPath));
  if (!here || here == policy_text(context)) return {};
  return "the working tree's " + std::string(kPolicyPath) + " does not count; judged by " +
         context.policy_source + " (try it with --policy " + std::string(kPolicyPath) + ")";
}

}  // namespace hotfix
