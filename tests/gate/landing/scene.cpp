// SPDX-License-Identifier: MIT
#include "tests/gate/landing/scene.h"

#include "gate/landing/landing.h"
#include "tests/support/catch.h"

namespace hotfix {

namespace {

struct Service : TestRepo {
  Service() {
    git({"symbolic-ref", "HEAD", "refs/heads/kars-prod"});
    commit("feat: charge, refund and settle", LandingScene::kFile, kCharge);
    branch("kars-dev");
  }
};

// Asks `question(lander)` as a program would that was just started.
template <class Question>
auto ask(const TestRepo& repo, Question question) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  LandingIndex index(graph, default_policy());
  Lander lander(index, parse_oid(repo.id("kars-prod")));
  return question(lander);
}

}  // namespace

const std::string kCharge = R"(const gateway = require('./gateway');
const ledger = require('./ledger');

function charge(order, card) {
  const amount = order.total - order.discount;
  const receipt = gateway.capture(card.token, amount);
  ledger.record(order.id, receipt.number, amount);
  return receipt;
}

function refund(order, reason) {
  const entry = ledger.find(order.id);
  if (!entry) {
    throw new Error('nothing was captured for ' + order.id);
  }
  gateway.release(entry.receipt, entry.amount);
  ledger.strike(entry, reason);
}

function settle(day) {
  const open = ledger.unsettled(day);
  for (const entry of open) {
    gateway.confirm(entry.receipt);
    ledger.close(entry, day);
  }
  return open.length;
}

module.exports = { charge, refund, settle };
)";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(text.find(from, at + 1) == std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string with_guard(const std::string& text) {
  return replaced(text, "  const amount = order.total - order.discount;\n",
                  "  const amount = Math.max(order.total - order.discount, 0);\n"
                  "  if (amount === 0 || order.state === 'charged') {\n"
                  "    return ledger.receipt_of(order.id);\n"
                  "  }\n");
}

std::string with_retry(const std::string& text) {
  return replaced(text, "    gateway.confirm(entry.receipt);\n",
                  "    if (!gateway.confirm(entry.receipt)) {\n"
                  "      ledger.postpone(entry, 'gateway did not confirm');\n"
                  "      continue;\n"
                  "    }\n");
}

LandingScene::LandingScene() : TestRepo(made_once<Service>()) {}

std::string LandingScene::release() {
  return change("kars-prod", "hotfix: charge an order once", kFile, with_guard(kCharge));
}

std::string LandingScene::change(const std::string& branch, const std::string& message,
                                 const std::string& file, const std::string& bytes) {
  switch_to(branch);
  return commit(message, file, bytes);
}

std::string LandingScene::change_by(const std::string& branch, const std::string& message,
                                    const std::string& script) {
  switch_to(branch);
  const ProgramResult done = sh(script);
  INFO(done.err);
  REQUIRE(done.status == 0);
  return commit(message);
}

std::string LandingScene::revert(const std::string& branch, const std::string& commit) {
  switch_to(branch);
  git({"revert", "--no-edit", commit});
  return id("HEAD");
}

std::string LandingScene::pick(const std::string& commit, const Arguments& options) {
  switch_to("kars-dev");
  Arguments arguments = {"cherry-pick", "--allow-empty"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  arguments.push_back(commit);
  git(arguments);
  return id("HEAD");
}

std::string LandingScene::pick_resolved(const std::string& commit, const std::string& resolved) {
  switch_to("kars-dev");
  REQUIRE(run({"cherry-pick", commit}).status != 0);
  write(kFile, resolved);
  git({"add", "-A"});
  git({"cherry-pick", "--continue"});
  return id("HEAD");
}

std::string LandingScene::merge(const std::string& branch, const std::string& other,
                                const Arguments& options) {
  switch_to(branch);
  Arguments arguments = {"merge", "-q", "--no-ff", "--no-edit"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  arguments.push_back(other);
  git(arguments);
  return id("HEAD");
}

std::string LandingScene::squash(const std::string& branch, const std::string& other,
                                 const std::string& message) {
  switch_to(branch);
  git({"merge", "-q", "--squash", other});
  return commit(message);
}

Landing LandingScene::on_dev(const std::string& commit) const {
  const Landing landing = ask(*this, [&](Lander& lander) {
    return lander.commit(parse_oid(commit), parse_oid(id("kars-dev")));
  });
  UNSCOPED_INFO(state_name(landing.state) << " by " << signal_name(landing.signal) << ", "
                                          << landing.similarity << ": " << landing.reason);
  return landing;
}

std::string LandingScene::state(const std::string& commit) const {
  return std::string(state_name(on_dev(commit).state));
}

bool LandingScene::is_on_dev(const std::string& commit) const {
  return is_there(on_dev(commit).state);
}

std::vector<bool> LandingScene::are_on_dev(const std::vector<std::string>& commits) const {
  std::vector<Oid> ids;
  for (const std::string& commit : commits) ids.push_back(parse_oid(commit));
  std::vector<bool> answers;
  ask(*this, [&](Lander& lander) {
    for (const Landing& landing : lander.commits(ids, parse_oid(id("kars-dev")))) {
      answers.push_back(is_there(landing.state));
    }
    return 0;
  });
  return answers;
}

Landing LandingScene::branch_on_dev(const std::string& branch) const {
  return ask(*this, [&](Lander& lander) {
    return lander.branch(parse_oid(id(branch)), parse_oid(id("kars-dev")));
  });
}

}  // namespace hotfix
