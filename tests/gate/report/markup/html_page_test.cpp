// SPDX-License-Identifier: MIT
#include "gate/report/markup/html_page.h"

#include "gate/base/hex.h"
#include "tests/support/catch.h"
#include "tests/support/markup.h"
#include "tests/support/repo.h"

using namespace hotfix;
using test::elements_of;

namespace {

// RFC 4648, 4.
std::string base64(const std::string& hex) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  unsigned bits = 0, held = 0;
  for (const char digit : hex) {
    bits = (bits << 4) | hex_value(digit);
    held += 4;
    if (held < 6) continue;
    held -= 6;
    text += kDigits[(bits >> held) & 63u];
  }
  if (held > 0) text += kDigits[(bits << (6 - held)) & 63u];
  while (text.size() % 4 != 0) text += '=';
  return text;
}

}  // namespace

TEST_CASE("the policy of a page names the digest of its style", "[gate][html]") {
  TestRepo repo;
  repo.write("style.css", std::string(page_style_text()));
  const std::string sum = repo.sh("sha256sum style.css || shasum -a 256 style.css").out;
  CHECK(base64(sum.substr(0, 64)) == page_style_digest());
}

TEST_CASE("a page lets nothing run and nothing be fetched", "[gate][html]") {
  const std::string page = html_page("a <b>", "<p>x</p>");
  const auto metas = elements_of(test::parse_markup(page), "meta");
  REQUIRE(metas.size() == 4);
  CHECK(metas[1].attributes.at("http-equiv") == "Content-Security-Policy");
  CHECK(metas[1].attributes.at("content") == "default-src 'none'; style-src 'sha256-" +
                                                 std::string(page_style_digest()) +
                                                 "'; base-uri 'none'; form-action 'none'");
  for (const char* part : {"<script", "@import", "url(", "http://", "https://", "src="}) {
    INFO(part);
    const std::string own = std::string(page_style_text()) + page.substr(page.find("</style>"));
    CHECK(own.find(part) == std::string::npos);
  }
}

TEST_CASE("a page is read in the light, in the dark, on paper and on a phone", "[gate][html]") {
  for (const char* part : {"prefers-color-scheme: dark", "@media print", "@media (max-width"}) {
    CHECK_THAT(std::string(page_style_text()), contains(part));
  }
}
