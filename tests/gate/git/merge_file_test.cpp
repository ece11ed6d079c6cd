// SPDX-License-Identifier: MIT
#include "gate/git/merge_file.h"

#include <algorithm>
#include <numeric>
#include <random>

#include "gate/git/repository.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

constexpr auto kBase = "1\n2\n3\n4\n5\n";

MergedText merge(const std::string& ours, const std::string& theirs, Favor favor = Favor::neither,
                 const MergeOptions& options = {}) {
  const TestRepo repo;
  Repository::open(repo.path());  // sets libgit2 up
  return merge_text(kBase, ours, theirs, favor, options).value();
}

}  // namespace

TEST_CASE("changes in two places of a text are both taken", "[git]") {
  const MergedText merged = merge("one\n2\n3\n4\n5\n", "1\n2\n3\n4\nfive\n");
  CHECK(merged.is_clean);
  CHECK(merged.text == "one\n2\n3\n4\nfive\n");
}

TEST_CASE("two changes of one line are a conflict between markers", "[git]") {
  const MergedText merged = merge("1\n2\nours\n4\n5\n", "1\n2\ntheirs\n4\n5\n");
  CHECK_FALSE(merged.is_clean);
  CHECK_THAT(merged.text, contains("<<<<<<<"));
  CHECK_THAT(merged.text, contains("ours\n=======\ntheirs\n"));
}

TEST_CASE("a conflict takes the lines of the side in favor", "[git]") {
  const auto merged = [](Favor favor) {
    return merge("1\n2\nours\n4\n5\n", "1\n2\ntheirs\n4\n5\n", favor);
  };
  CHECK(merged(Favor::ours).is_clean);
  CHECK(merged(Favor::ours).text == "1\n2\nours\n4\n5\n");
  CHECK(merged(Favor::theirs).text == "1\n2\ntheirs\n4\n5\n");
}

TEST_CASE("conflict markers are as long as asked for", "[git]") {
  const MergedText merged =
      merge("1\n2\nours\n4\n5\n", "1\n2\ntheirs\n4\n5\n", Favor::neither, {20, true});
  CHECK_THAT(merged.text, contains(std::string(20, '<')));
  CHECK(merged.text.find(std::string(21, '<')) == std::string::npos);
}

TEST_CASE("an empty text is a text", "[git]") {
  CHECK(merge("", kBase).text.empty());
  CHECK(merge_text("", "", "new\n", Favor::neither)->text == "new\n");
}

TEST_CASE("texts that take too long to be compared are not merged", "[git]") {
  std::vector<std::string> lines;
  for (int i = 0; i < 200'000; ++i) lines.push_back(std::to_string(i) + "\n");
  const auto text = [&lines] { return std::accumulate(lines.begin(), lines.end(), std::string()); };
  const std::string base = text();
  std::shuffle(lines.begin(), lines.end(), std::mt19937(7));
  const std::string ours = text();
  CHECK_FALSE(merge_text(base, ours, base + "more\n", Favor::neither).has_value());
}
