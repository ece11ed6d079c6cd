// SPDX-License-Identifier: MIT
#include "tests/docs/session.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>

#include "tests/docs/recording.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

namespace hotfix::docs {

namespace fs = std::filesystem;

namespace {

constexpr auto kRemote = "git@example.com:kars.git";

// A home folder with the clone `kars` in it, whose remote has the name that a team's would have.
struct World : TestRepo {
  World() {
    hotfix::kars(*this);
    git({"config", "--global", "url." + bare() + ".insteadOf", kRemote});
    git({"remote", "set-url", "origin", kRemote});
    fs::rename(path(), root() + "/kars");
  }
};

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// What git says beside the matter, other words in each version.
bool is_chatter(const std::string& line) {
  constexpr const char* kStarts[] = {"hint:",       "Enumerating objects:", "Counting objects:",
                                     "Compressing", "Delta compression",    "Writing objects:",
                                     "Total "};
  const bool is_style_alone = !line.empty() && without_styles(line).empty();
  return is_style_alone || std::any_of(std::begin(kStarts), std::end(kStarts),
                                       [&](const char* start) { return line.starts_with(start); });
}

Lines visible_lines(const TestRepo& world, std::string text) {
  replace_all(text, world.root() + "/origin.git", kRemote);
  replace_all(text, world.root() + "/origin", "git@example.com:kars");  // as a fetch names it
  replace_all(text, world.root(), "/home/kim");
  replace_all(text, test::build_folder(), "/usr/bin");
  Lines lines = lines_of(text);
  for (std::string& line : lines) {
    line.erase(line.find_last_not_of('\r') + 1);
    line.erase(0, line.rfind('\r') + 1);  // of a progress meter
  }
  std::erase_if(lines, is_chatter);
  return lines;
}

// What a session must not know of the machine, or of the CI that it runs in.
Arguments environment(const TestRepo& world) {
  Arguments env = world.env();
  for (const char* name : {"CI", "GITHUB_ACTIONS", "GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH",
                           "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_REPOSITORY",
                           "GITHUB_SERVER_URL", "GITHUB_RUN_ID", "GITHUB_RUN_ATTEMPT", "GITLAB_CI",
                           "COLUMNS", "XDG_STATE_HOME", "BASH_ENV", "ENV", "NO_COLOR"}) {
    env.emplace_back(name);
  }
  const char* path = std::getenv("PATH");
  env.push_back("PATH=" + test::build_folder() + ":" + (path ? path : ""));
  env.insert(env.end(), {"TERM=dumb", "GIT_PAGER=cat", "FORCE_HYPERLINK=0"});
  return env;
}

std::string mark(std::size_t number) { return "\1" + std::to_string(number) + ":"; }

std::string script_of(const Step& step, std::size_t number) {
  if (!step.pastes_fix) return step.script;
  return "eval \"$(printed_fix " + std::to_string(number - 1) + ")\"";
}

// Everything as one script: what a step prints stands between its mark and the next one, which
// begins with the step's exit status.
std::string script_of(const std::string& scene, const std::vector<Step>& steps) {
  std::string script = "exec 3>&1 2>&1 </dev/null\nset -e\ncd\n. '" + test::source_folder() +
                       "/tests/docs/scenes'\n" + scene + "\n";
  for (std::size_t i = 0; i < steps.size(); ++i) {
    script += "begin_step " + std::to_string(i) + "\nset " + (steps[i].shown ? "+e\n" : "-e\n");
    script += script_of(steps[i], i) + "\nend_step\n";
  }
  return script;
}

Outcome outcome_of(const TestRepo& world, const std::string& text, std::size_t number) {
  const auto begin = text.find(mark(number));
  if (begin == text.npos) return {visible_lines(world, text), -1};
  const auto from = begin + mark(number).size();
  const auto end = text.find('\1', from);
  if (end == text.npos) return {visible_lines(world, text.substr(from)), -1};
  return {visible_lines(world, text.substr(from, end - from)), std::stoi(text.substr(end + 1))};
}

bool agrees_from(const Lines& expected, std::size_t i, const Lines& output, std::size_t k) {
  if (i == expected.size()) return k == output.size();
  if (expected[i] != "...") {
    return k < output.size() && expected[i] == output[k] &&
           agrees_from(expected, i + 1, output, k + 1);
  }
  for (; k <= output.size(); ++k) {
    if (agrees_from(expected, i + 1, output, k)) return true;
  }
  return false;
}

// A refused push says itself that it failed.
bool says_that_it_failed(const Lines& output) {
  constexpr auto kWords = "error: failed to push some refs";
  return !output.empty() && without_styles(output.back()).starts_with(kWords);
}

}  // namespace

std::vector<Outcome> run_session(const std::string& scene, const std::vector<Step>& steps) {
  const World world = made_once<World>();
  const std::string text =
      run_program({"bash", "-c", script_of(scene, steps)}, world.root(), environment(world)).out;
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Outcome outcome = outcome_of(world, text, i);
    if (outcome.status > 0 && !says_that_it_failed(outcome.output)) {
      outcome.output.push_back("[exit status " + std::to_string(outcome.status) + "]");
    }
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

bool agrees(const Lines& expected, const Lines& output) {
  return agrees_from(expected, 0, output, 0);
}

}  // namespace hotfix::docs
