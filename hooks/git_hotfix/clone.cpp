// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/clone.h"

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "gate/base/error.h"
#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/git/discovery/command.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::int64_t kFresh = 10 * 60;  // seconds: what was fetched since then is production

std::string option(const char* name, const std::string& value) {
  return value.empty() ? value : std::string(" ") + name + " " + shell_quote(value);
}

std::string absolute(const std::string& path) {
  return path.empty() ? path : std::filesystem::absolute(path).lexically_normal().string();
}

}  // namespace

std::string given_options(const Request& request) {
  return option("--production", request.production) + option("--development", request.development) +
         option("--policy", absolute(request.policy_file));
}

bool is_fresh(const Context& context) {
  return context.fetched_at >= 0 && context.now - context.fetched_at <= kFresh;
}

bool is_local(const Context& context) { return !is_remote(context.settings, context.home); }

std::string age_words(const Context& context) {
  if (context.fetched_at < 0) return "It is not known when production was last fetched";
  return "Production was last fetched " +
         shown_duration(std::max<std::int64_t>(0, context.now - context.fetched_at)) + " ago";
}

std::string line_of_git(const std::vector<std::string>& arguments) {
  const CommandResult git = run_git(arguments);
  return git.status == 0 ? git.out.substr(0, git.out.find('\n')) : std::string();
}

std::string folder_beside(const Context& context, const std::string& name) {
  const std::string top = line_of_git({"rev-parse", "--show-toplevel"});
  std::string beside = top.empty() ? context.repository.common_dir() : top;
  while (beside.size() > 1 && beside.ends_with('/')) beside.pop_back();
  return beside + "-" + name;
}

std::string age_note(const Context& context) {
  if (is_fresh(context) || is_local(context)) return {};
  return age_words(context) + ":\n    " +
         visible(fetch_command(context.home, context.refs.production)) + "\n";
}

Fresh freshen(const Context& context, const Fetching& fetching, const std::string& why,
              const StepOptions& steps, std::ostream& out) {
  if (fetching.never || is_fresh(context) || is_local(context)) return Fresh::as_it_was;
  const std::string command = fetch_command(context.home, context.refs.production);
  if (!fetching.always && !agreed(age_words(context) + ". Fetch it first?", steps, false, out)) {
    throw Refused(age_words(context) + ": " + why,
                  command + ", or give --fetch, or --no-fetch to go by what is known here");
  }
  StepOptions quiet = steps;
  quiet.yes = true;  // it was asked already
  const Taken taken = take({"fetch " + context.refs.production, {{command}}}, quiet, out);
  if (taken == Taken::failed) out << "with --no-fetch it goes by what is known here\n";
  return taken == Taken::failed ? Fresh::failed : Fresh::fetched;
}

}  // namespace hotfix
