// SPDX-License-Identifier: MIT
#include "tests/gate/landing/history.h"

#include <sstream>

#include "tests/support/catch.h"

namespace hotfix {

namespace {

std::string data(const std::string& text) {
  return "data " + std::to_string(text.size()) + "\n" + text + "\n";
}

std::string mark(std::size_t step) { return ":" + std::to_string(step + 1); }

// In fast-import's words.
std::string words_of(const HistoryStep& step, std::size_t number) {
  std::string words = "reset refs/heads/step-" + std::to_string(number) +
                      "\ncommit refs/heads/step-" + std::to_string(number) + "\nmark " +
                      mark(number) + "\ncommitter Kim Doe <kim@example.com> " +
                      std::to_string(step.date) + " +0000\n" +
                      data(step.message.empty() ? "step " + std::to_string(number) : step.message);
  for (std::size_t i = 0; i < step.parents.size(); ++i) {
    words += (i == 0 ? "from " : "merge ") + mark(step.parents[i]) + "\n";
  }
  words += "deleteall\n";
  for (const auto& [path, content] : step.files) {
    words += "M 100644 inline " + path + "\n" + data(content);
  }
  return words + "\n";
}

}  // namespace

std::vector<Oid> import(const TestRepo& repo, const std::vector<HistoryStep>& steps) {
  std::string stream;
  for (std::size_t i = 0; i < steps.size(); ++i) stream += words_of(steps[i], i);
  const ProgramResult result =
      repo.run({"fast-import", "--quiet", "--export-marks=" + repo.root() + "/marks"}, stream);
  INFO(result.err);
  REQUIRE(result.status == 0);
  std::istringstream marks(repo.sh("cat ../marks").out);
  std::vector<Oid> ids(steps.size());
  for (std::string number, id; marks >> number >> id;) {
    ids.at(std::stoul(number.substr(1)) - 1) = parse_oid(id);
  }
  return ids;
}

std::vector<HistoryStep> row_of(std::size_t count) {
  std::vector<HistoryStep> steps;
  for (std::size_t i = 0; i < count; ++i) {
    HistoryStep step = i == 0 ? HistoryStep{} : steps.back();
    step.parents.clear();
    if (i > 0) step.parents.push_back(i - 1);
    step.files["src/" + std::to_string(i % 7) + ".txt"] = std::to_string(i) + "\n";
    steps.push_back(step);
  }
  return steps;
}

}  // namespace hotfix
