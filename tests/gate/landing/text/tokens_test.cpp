// SPDX-License-Identifier: MIT
#include "gate/landing/text/tokens.h"

#include "gate/base/hash.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

Counts tokens(std::string_view line) {
  Counts counts;
  add_tokens(counts, line);
  return counts;
}

int count(const Counts& counts, std::string_view token) {
  const auto found = counts.find(fnv1a(token));
  return found == counts.end() ? 0 : found->second;
}

}  // namespace

TEST_CASE("words and runs of signs are tokens, brackets and blanks are not", "[landing]") {
  const Counts counts = tokens("if (a >= $b_1 && a) { go('\xc3\xa4'); }");
  CHECK(count(counts, "if") == 1);
  CHECK(count(counts, "a") == 2);
  CHECK(count(counts, ">=") == 1);
  CHECK(count(counts, "$b_1") == 1);
  CHECK(count(counts, "&&") == 1);
  CHECK(count(counts, "\xc3\xa4") == 1);
  CHECK(counts.size() == 7);
}

TEST_CASE("tokens of several lines add up", "[landing]") {
  Counts counts = tokens("a b");
  add_tokens(counts, "b");
  add_tokens(counts, "");
  CHECK(count(counts, "a") == 1);
  CHECK(count(counts, "b") == 2);
}

TEST_CASE("a negation tells two lines apart", "[landing]") {
  CHECK(share_gained(tokens("if (paid)"), tokens("if (!paid)"), tokens("if (paid)")) == 0.0);
  CHECK(share_gained(tokens("if (paid)"), tokens("if (!paid)"), tokens("if (!paid) x")) == 1.0);
}

TEST_CASE("each token that is gained counts once, however often it comes", "[landing]") {
  CHECK(share_gained(tokens("a"), tokens("a b b b c"), tokens("a b")) == 0.5);
  CHECK(share_gained({}, tokens("a b c d"), tokens("a x")) == 0.25);
}

TEST_CASE("where nothing more is wanted there is no share", "[landing]") {
  CHECK_FALSE(share_gained(tokens("a b"), tokens("b"), tokens("c")));
  CHECK_FALSE(share_gained({}, {}, tokens("c")));
}

TEST_CASE("a token that was there already is gained only where there is one more", "[landing]") {
  CHECK(share_gained(tokens("a"), tokens("a a"), tokens("a")) == 0.0);
  CHECK(share_gained(tokens("a"), tokens("a a"), tokens("a a")) == 1.0);
}
