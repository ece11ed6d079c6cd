// SPDX-License-Identifier: MIT
#include "gate/base/sequence_diff.h"

#include <algorithm>
#include <random>

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

Tokens tokens(const std::string& text) { return {text.begin(), text.end()}; }

std::vector<DiffRegion> diff(const std::string& a, const std::string& b) {
  return diff_sequences(tokens(a), tokens(b));
}

// `a` with its regions replaced by what `b` has there.
Tokens patched(const Tokens& a, const Tokens& b, const std::vector<DiffRegion>& regions) {
  Tokens result;
  std::size_t at = 0;
  for (const DiffRegion& region : regions) {
    result.insert(result.end(), a.begin() + static_cast<std::ptrdiff_t>(at),
                  a.begin() + static_cast<std::ptrdiff_t>(region.a_begin));
    result.insert(result.end(), b.begin() + static_cast<std::ptrdiff_t>(region.b_begin),
                  b.begin() + static_cast<std::ptrdiff_t>(region.b_end));
    at = region.a_end;
  }
  result.insert(result.end(), a.begin() + static_cast<std::ptrdiff_t>(at), a.end());
  return result;
}

}  // namespace

TEST_CASE("equal sequences do not differ", "[gate][base]") {
  CHECK(diff("", "").empty());
  CHECK(diff("abc", "abc").empty());
}

TEST_CASE("a replaced, an added and a removed stretch are told", "[gate][base]") {
  CHECK(diff("abc", "axc") == std::vector<DiffRegion>{{1, 2, 1, 2}});
  CHECK(diff("ac", "abc") == std::vector<DiffRegion>{{1, 1, 1, 2}});
  CHECK(diff("abc", "ac") == std::vector<DiffRegion>{{1, 2, 1, 1}});
  CHECK(diff("", "ab") == std::vector<DiffRegion>{{0, 0, 0, 2}});
}

TEST_CASE("stretches between unique tokens are aligned by them", "[gate][base]") {
  CHECK(diff("1}2}3}", "1}3}") == std::vector<DiffRegion>{{2, 4, 2, 2}});
}

TEST_CASE("without unique tokens the shortest edit is found", "[gate][base]") {
  CHECK(diff("aabb", "abab").size() == 2);
  CHECK(diff("aaaa", "aaa").size() == 1);
}

TEST_CASE("a stretch that could stand in several places stands in the last", "[gate][base]") {
  CHECK(diff("ab}cd", "ab}x}cd") == std::vector<DiffRegion>{{3, 3, 3, 5}});
  CHECK(diff("a}}b", "a}}}b") == std::vector<DiffRegion>{{3, 3, 3, 4}});
  CHECK(diff("a}}}b", "a}}b") == std::vector<DiffRegion>{{3, 4, 3, 3}});
}

TEST_CASE("regions turn one sequence into the other, and equal tokens lie between them",
          "[gate][base]") {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    const unsigned letters = 2 + random() % 30;
    Tokens a(random() % 60), b;
    for (auto& token : a) token = random() % letters;
    for (const auto token : a) {
      if (random() % 6 != 0) b.push_back(token);
      if (random() % 6 == 0) b.push_back(random() % letters);
    }
    const auto regions = diff_sequences(a, b);
    REQUIRE(patched(a, b, regions) == b);
    for (std::size_t i = 1; i < regions.size(); ++i) {
      CHECK(regions[i].a_begin > regions[i - 1].a_end);
      CHECK(regions[i].b_begin > regions[i - 1].b_end);
    }
  }
}

TEST_CASE("a stretch that takes too many edits counts as changed as a whole", "[gate][base]") {
  Tokens a, b;
  for (std::size_t i = 0; i < 4 * kMostEdits; ++i) {
    a.push_back(i % 2);
    b.push_back(2 + i % 2);
  }
  CHECK(diff_sequences(a, b) == std::vector<DiffRegion>{{0, a.size(), 0, b.size()}});
}

TEST_CASE("what stands in one order, or is new, is not tangled", "[gate][base]") {
  Tokens numbers, others;
  for (std::uint64_t i = 0; i < 3000; ++i) {
    numbers.push_back(i);
    others.push_back(10'000 + i);
  }
  Tokens edited = numbers;
  for (std::size_t i = 0; i < edited.size(); i += 3) edited[i] = 20'000 + i;
  CHECK(tangled(numbers, numbers) == 0);
  CHECK(tangled(numbers, others) == 0);
  CHECK(tangled(numbers, {}) == 0);
  CHECK(tangled(numbers, edited) == 0);
}

TEST_CASE("what stands in another order, or often, is tangled", "[gate][base]") {
  std::mt19937 random(7);
  Tokens numbers, a, b;
  for (std::uint64_t i = 0; i < 3000; ++i) {
    numbers.push_back(i);
    a.push_back(random() % 26);
    b.push_back(random() % 26);
  }
  Tokens shuffled = numbers;
  std::shuffle(shuffled.begin(), shuffled.end(), random);
  CHECK(tangled(numbers, shuffled) > 1000);
  CHECK(tangled(a, b) > 2500);
}

TEST_CASE("unique tokens that are uncovered one at a time are looked for until a limit",
          "[gate][base]") {
  // 1 2 1 3 2 4 3 ...: each stands twice until its neighbour is an anchor. At the end, noise.
  const auto peeling = [](std::uint64_t noise) {
    Tokens tokens = {1'000'000 + noise};
    for (std::uint64_t i = 2; i < 30'000; ++i) {
      tokens.push_back(i);
      if ((i * noise) % 7 < 3) tokens.push_back(2'000'000);
      tokens.push_back(i - 1);
    }
    tokens.push_back(1'000'000 + noise);
    return tokens;
  };
  const Tokens a = peeling(1), b = peeling(3);
  CHECK(patched(a, b, diff_sequences(a, b)) == b);
}
