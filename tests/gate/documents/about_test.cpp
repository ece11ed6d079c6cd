// SPDX-License-Identifier: MIT
#include "gate/documents/about.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr std::int64_t kMorning = 1'767'337'200;  // 2026-01-02 07:00 UTC
constexpr auto kNone = std::nullopt;

HotfixNames hotfix_(char digit, const std::string& slug, const std::string& branch = "",
                    const std::string& reference = "") {
  return {std::string(40, digit), branch, reference, slug, kMorning};
}

struct Page_ {
  std::string name;  // "2026-01-02-x.md"
  std::string text = {};
};

std::vector<std::optional<std::size_t>> found(const std::vector<HotfixNames>& hotfixes,
                                              const std::vector<Page_>& pages) {
  std::vector<std::string> paths;
  for (const Page_& page : pages) paths.push_back("docs/post-mortems/" + page.name);
  return documents_about(hotfixes, document_paths(hotfixes, default_policy().post_mortem), paths,
                         [&](std::size_t i) -> const std::string& { return pages[i].text; });
}

using Found = std::vector<std::optional<std::size_t>>;

}  // namespace

TEST_CASE("a document is found by its name", "[gate]") {
  CHECK(found({hotfix_('a', "login")}, {{"2026-01-02-cart.md"}, {"2026-01-02-login.md"}}) ==
        Found{1});
  CHECK(found({hotfix_('a', "login")}, {{"2026/2026-01-02-login.markdown"}}) == Found{0});
  CHECK(found({hotfix_('a', "login")}, {{"2026-01-02-login-again.md"}, {"login.md"}}) ==
        Found{kNone});
}

TEST_CASE("the day of a name may be one of another time zone", "[gate]") {
  CHECK(found({hotfix_('a', "login")}, {{"2026-01-03-login.md"}}) == Found{0});
  CHECK(found({hotfix_('a', "login")}, {{"2026-01-01-login.md"}}) == Found{0});
  CHECK(found({hotfix_('a', "login")}, {{"2026-01-04-login.md"}}) == Found{kNone});
}

TEST_CASE("a document is found by the id of the commit in it, of 12 digits or more", "[gate]") {
  const std::vector<HotfixNames> one = {hotfix_('a', "login")};
  CHECK(found(one, {{"x.md", "see aaaaaaaaaaaa."}}) == Found{0});
  CHECK(found(one, {{"x.md", "https://x/commit/" + std::string(40, 'A')}}) == Found{0});
  CHECK(found(one, {{"x.md", "see aaaaaaaaaaa"}}) == Found{kNone});
  CHECK(found(one, {{"x.md", "see aaaaaaaaaaab"}}) == Found{kNone});
  CHECK(found(one, {{"x.md", std::string(100'000, 'a')}}) == Found{kNone});
}

TEST_CASE("a document is found by the branch or the pull request that it names", "[gate]") {
  const std::vector<HotfixNames> one = {hotfix_('a', "login", "hotfix/login", "#12")};
  CHECK(found(one, {{"x.md", "of hotfix/login."}}) == Found{0});
  CHECK(found(one, {{"x.md", "of origin/hotfix/login, and so on"}}) == Found{0});
  CHECK(found(one, {{"x.md", "of hotfix/login-again, hotfix/login/2, xhotfix/login"}}) ==
        Found{kNone});
  CHECK(found(one, {{"x.md", "(#12)"}}) == Found{0});
  CHECK(found(one, {{"x.md", "#123 and 1#12"}}) == Found{kNone});
}

TEST_CASE("a document of an earlier incident may name a later pull request", "[gate]") {
  CHECK(found({hotfix_('a', "login", "", "#12")}, {{"2025-11-02-x.md", "to do: #12"}}) ==
        Found{kNone});
}

TEST_CASE("one document is not two hotfixes' unless it has the ids of both", "[gate]") {
  const std::vector<HotfixNames> two = {hotfix_('a', "login", "hotfix/login", "#12"),
                                        hotfix_('b', "cart", "hotfix/cart", "#13")};
  CHECK(found(two, {{"2026-01-02-login.md", "before hotfix/cart (#13)"}}) == Found{0, kNone});
  CHECK(found(two, {{"x.md", "hotfix/login and hotfix/cart"}}) == Found{0, kNone});
  CHECK(found(two, {{"x.md", "aaaaaaaaaaaa and bbbbbbbbbbbb"}}) == Found{0, 0});
  CHECK(found(two, {{"2026-01-02-login.md", "with bbbbbbbbbbbb"}}) == Found{0, 0});
}

TEST_CASE("what is surer comes first, whatever the order of the documents", "[gate]") {
  const std::vector<HotfixNames> one = {hotfix_('a', "login", "hotfix/login", "#12")};
  CHECK(found(one, {{"x.md", "#12"}, {"y.md", "hotfix/login"}, {"z.md", "aaaaaaaaaaaa"}}) ==
        Found{2});
  CHECK(found(one, {{"z.md", "aaaaaaaaaaaa"}, {"2026-01-02-login.md"}}) == Found{1});
}

TEST_CASE("no text is read while names do", "[gate]") {
  const std::vector<HotfixNames> one = {hotfix_('a', "login")};
  std::size_t reads = 0;
  const std::string none;
  documents_about(one, document_paths(one, default_policy().post_mortem),
                  {"docs/post-mortems/2026-01-02-login.md", "docs/post-mortems/x.md"},
                  [&](std::size_t) -> const std::string& { return ++reads, none; });
  CHECK(reads == 0);
}
