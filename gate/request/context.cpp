// SPDX-License-Identifier: MIT
#include "gate/request/context.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <future>

#include "gate/base/error.h"
#include "gate/git/command.h"
#include "gate/request/branches.h"
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

// The newest trace that git leaves when a remote-tracking branch is brought up to date. A fresh
// clone leaves none of a single branch: then what it left of all of them counts.
std::int64_t last_fetch(const Context& context, const std::string& remote) {
  const std::string remotes = "refs/remotes/" + remote + "/";
  const std::string tracking = remotes + context.refs.production;
  const std::string common = context.repository.common_dir() + "/";
  std::int64_t newest =
      std::max(modified_at(common + "logs/" + tracking), modified_at(common + tracking));
  for (const std::string& folder : {common, context.repository.git_dir() + "/"}) {
    const std::string heads = folder + "FETCH_HEAD";
    if (mentions(heads, "branch '" + context.refs.production + "' of")) {
      newest = std::max(newest, modified_at(heads));
    }
  }
  if (newest < 0) newest = modified_at(common + "logs/" + remotes + "HEAD");
  return newest < 0 ? modified_at(common + "packed-refs") : newest;
}

// A push to a URL that no remote has is compared with the remote at hand.
void note_unknown_url(Context& context, const Request& request, const Settings& settings) {
  if (request.remote.empty() || !asked_remote(request, settings).empty()) return;
  context.notes.push_back("no remote has the URL that is pushed to; compared with " +
                          context.remote);
}

// A fork, or a remote that was never fetched, is compared with the home of production.
void note_other_remote(Context& context, const Found& found, const std::string& name) {
  if (found.remote.empty() || found.remote == context.remote) return;
  context.notes.push_back(context.remote + "/" + name + " is not known here; compared with " +
                          found.shown);
}

Oid tip_of(const Context& context, const std::string& id, const std::string& name,
           const std::string& role) {
  if (!id.empty()) return parse_oid(id);
  throw Undecidable("the " + role + " branch " + context.remote + "/" + name + " is not here",
                    fetch_command(context.home, name) + "   # or, if it has another name: " +
                        "git config hotfix." + role + " <name>");
}

}  // namespace

Oid production_tip(const Context& context) {
  return tip_of(context, context.refs.production_id, context.refs.production, "production");
}

Oid development_tip(const Context& context) {
  return tip_of(context, context.refs.development_id, context.refs.development, "development");
}

std::string fetch_command(const std::string& remote, const std::string& name) {
  return "git fetch " + shell_quote(remote) + " " +
         shell_quote("+refs/heads/" + name + ":refs/remotes/" + remote + "/" + name);
}

Oid resolve_revision(const Request& request, const std::string& revision) {
  const CommandResult git =
      run_git({"rev-parse", "--verify", "--end-of-options", revision + "^{commit}"},
              request.repository, !request.repository.empty());
  const Oid id = parse_oid(git.out.substr(0, git.out.find('\n')));
  if (git.err.find("packed-refs") != std::string::npos) {
    throw Undecidable("references cannot be read: " + git.err.substr(0, git.err.find('\n')),
                      "git fsck");
  }
  if (git.status != 0 || id == Oid{}) {
    throw UsageError("'" + revision + "' is not a branch, commit or range of this repository");
  }
  return id;
}

Context open_context(const Request& request, bool local_too) {
  // Each starts a git: one works while the other is waited for.
  std::future<Settings> reading = std::async(std::launch::async, read_settings, std::cref(request));
  Context context{Repository::open(request.repository), {}, {}, {}, {}, {}, request.now, -1, {}};
  const Settings settings = reading.get();
  const std::string asked = asked_remote(request, settings);
  context.home = usual_remote(settings);
  context.remote = asked.empty() ? context.home : asked;
  const Found production = find_production(context, request, settings, local_too);
  const Found development = find_development(context, request, settings, local_too);
  note_unknown_url(context, request, settings);
  note_other_remote(context, production, context.refs.production);
  note_other_remote(context, development, context.refs.development);
  if (!production.remote.empty()) {
    context.fetched_at = last_fetch(context, production.remote);
  } else if (!production.id.empty() && request.production.empty()) {
    context.notes.push_back("there is no " + context.remote + "/" + context.refs.production +
                            "; compared with the local branch");
  }
  return context;
}

}  // namespace hotfix
