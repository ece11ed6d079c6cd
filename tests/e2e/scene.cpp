// SPDX-License-Identifier: MIT
#include "tests/e2e/scene.h"

#include <algorithm>
#include <sstream>

#include "rules/support/fix.h"
#include "tests/support/catch.h"

namespace hotfix {

namespace {

constexpr auto kFixedLogin = R"(const sessions = require('./sessions');

function login(user, password) {
  if (!user || user.password !== password) {
    return null;
  }
  return sessions.open(user);
}

function logout(session) {
  sessions.close(session.id);
}

module.exports = { login, logout };
)";

constexpr auto kNewTest = R"(const { login } = require('../src/login');

test('a wrong password is refused', () => {
  expect(login({ password: 'right' }, 'wrong')).toBeNull();
});

test('a missing user is refused', () => {
  expect(login(undefined, 'any')).toBeNull();
});
)";

Arguments command(const std::string& name, const Arguments& arguments) {
  Arguments argv = {program(name)};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  return argv;
}

struct Installed : TestRepo {
  Installed() {
    kars(*this);
    const ProgramResult installed = exec(command("hotfix-lint", {"install"}));
    INFO(installed.out << installed.err);
    REQUIRE(installed.status == 0);
  }
};

}  // namespace

Scene::Scene() : TestRepo(made_once<Installed>()) {}

std::string Scene::good_hotfix(const std::string& name) {
  switch_new(name, "origin/kars-prod");
  write("src/login.js", kFixedLogin);
  return test_login("hotfix: refuse a missing user");
}

std::string Scene::fix_login(const std::string& message) {
  return commit(message, "src/login.js", kFixedLogin);
}

std::string Scene::test_login(const std::string& message) {
  return commit(message, "tests/login.test.js", kNewTest);
}

std::string Scene::commit_on(const std::string& branch, const std::string& message,
                             const std::string& file, const std::string& bytes) {
  switch_to(branch);
  const std::string made = commit(message, file, bytes);
  git({"switch", "-q", "-"});
  return made;
}

ProgramResult Scene::push(const Arguments& arguments) const {
  Arguments all = {"push"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return run(all);
}

ProgramResult Scene::push_unseen(const Arguments& arguments) const {
  Arguments all = {"push", "-q", "--no-verify"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  ProgramResult result = run(all);
  INFO(result.err);
  REQUIRE(result.status == 0);
  return result;
}

std::string Scene::remote_id(const std::string& branch) {
  return trimmed(
      run({"--git-dir", bare(), "rev-parse", "--verify", "-q", "refs/heads/" + branch}).out);
}

ProgramResult Scene::lint(const Arguments& arguments) const {
  return exec(command("hotfix-lint", arguments));
}

ProgramResult Scene::pre_push(const Arguments& arguments, const std::string& input) const {
  return exec(command("hotfix-pre-push", arguments), input);
}

nlohmann::json Scene::lint_json(const Arguments& arguments) const {
  Arguments all = {"--format", "json"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  const ProgramResult result = lint(all);
  INFO(result.out << result.err);
  return nlohmann::json::parse(result.out);
}

std::string first_fix(const std::string& output) {
  constexpr std::string_view label = "    fix  ", below = "         ";
  std::istringstream text(output);
  std::string commands;
  for (std::string line; std::getline(text, line);) {
    const bool mine = line.starts_with(commands.empty() ? label : below);
    const std::string rest = mine ? line.substr(label.size()) : std::string();
    const bool is_command = rest.starts_with("git ") || rest.starts_with("(printf ");
    if (!commands.empty() && !is_command) break;
    if (is_command) commands += rest + "\n";
  }
  return commands;
}

std::string commands_after(const std::string& output, const std::string& words) {
  const auto start = output.find(words);
  if (start == std::string::npos) return {};
  std::istringstream text(output.substr(start + words.size()));
  std::string commands, line;
  std::getline(text, line);
  if (const auto git = line.find("git "); git != std::string::npos) {
    commands = line.substr(git) + "\n";
  }
  while (std::getline(text, line) && line.starts_with("         ")) {
    commands += line.substr(9) + "\n";
  }
  return commands;
}

std::string lines_below(const std::string& text, const std::string& head) {
  INFO(text);
  const auto at = text.find("\n" + head);
  REQUIRE(at != std::string::npos);
  const auto from = text.find('\n', at + 1) + 1;
  return text.substr(from, text.find("\n\n", from) + 1 - from);
}

std::string pasted(const nlohmann::json& commands) {
  std::string lines;
  for (const std::string& line : paste_lines(commands.get<std::vector<std::string>>())) {
    lines += line + "\n";
  }
  return lines;
}

bool blames(const std::string& output, const std::string& rule) {
  return output.find("\n  " + rule + " ") != std::string::npos;
}

std::vector<std::string> blamed(const nlohmann::json& report) {
  std::vector<std::string> rules;
  for (const auto& finding : report.at("findings")) {
    const std::string rule = finding.at("rule");
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  }
  return rules;
}

std::string lines(int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += "use(" + std::to_string(i) + ");\n";
  return text;
}

}  // namespace hotfix
