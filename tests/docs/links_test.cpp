// SPDX-License-Identifier: MIT
// Every link of every page leads somewhere: to a file of the repository, to a heading as GitHub
// names it, or to an address that is well formed. Nothing is asked of the network.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>

#include "tests/docs/page.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace hotfix;
using namespace hotfix::docs;

namespace fs = std::filesystem;

namespace {

// The lines of a page outside its blocks.
Lines prose_of(const Document& page) {
  Lines lines = page.lines;
  for (const Block& block : page.blocks) {
    for (std::size_t i = block.begin - 1; i < block.end; ++i) lines[i].clear();
  }
  return lines;
}

// Without what stands between `begin` and `end`, and without these.
std::string without(std::string text, const std::string& begin, const std::string& end) {
  for (auto from = text.find(begin); from != text.npos; from = text.find(begin, from)) {
    const auto to = text.find(end, from + begin.size());
    if (to == text.npos) break;
    text.erase(from, to + end.size() - from);
  }
  return text;
}

// What stands between each `begin` and the first of `ends` behind it.
std::vector<std::string> between(const std::string& text, const std::string& begin,
                                 const std::string& ends) {
  std::vector<std::string> found;
  for (auto at = text.find(begin); at != text.npos; at = text.find(begin, at)) {
    at += begin.size();
    found.push_back(text.substr(at, text.find_first_of(ends, at) - at));
  }
  return found;
}

std::vector<std::string> links_of(const Document& page) {
  const std::string text = without(without(joined(prose_of(page)), "<!--", "-->"), "`", "`");
  std::vector<std::string> links = between(text, "](", ") ");
  for (const char* attribute : {"href=\"", "src=\"", "srcset=\""}) {
    for (const std::string& link : between(text, attribute, "\" ")) links.push_back(link);
  }
  for (const char* begin : {"<http", "]: http"}) {
    for (const std::string& rest : between(text, begin, "> \n")) links.push_back("http" + rest);
  }
  return links;
}

bool is_external(const std::string& link) { return link.find(':') != link.npos; }

bool is_well_formed(const std::string& link) {
  constexpr std::string_view scheme = "https://";
  if (!link.starts_with(scheme)) return false;
  const std::string rest = link.substr(scheme.size());
  const std::string host = rest.substr(0, rest.find_first_of("/?#"));
  const bool has_odd_byte = std::any_of(link.begin(), link.end(), [](unsigned char c) {
    return c <= ' ' || c >= 0x7f ||
           std::string_view("<>\"\\^`{|}").find(static_cast<char>(c)) != std::string_view::npos;
  });
  return !has_odd_byte && host.find('.') != host.npos && !host.starts_with(".") &&
         !host.ends_with(".");
}

// "[text](where)" is shown as its text.
std::string shown(const std::string& heading) {
  std::string text = heading;
  for (auto at = text.find("]("); at != text.npos; at = text.find("](", at)) {
    text.erase(at, text.find(')', at) + 1 - at);
  }
  return text;
}

// As GitHub makes it of a heading; bytes beyond ASCII are taken for letters.
std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const char c : shown(heading)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ') anchor += '-';
    if (std::isalnum(byte) || byte >= 0x80 || c == '-' || c == '_') {
      anchor += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
    }
  }
  return anchor;
}

// Headings of one text are told apart by a number.
std::set<std::string> anchors_of(const Document& page) {
  std::set<std::string> anchors;
  std::map<std::string, int> seen;
  for (const std::string& line : prose_of(page)) {
    const auto level = line.find_first_not_of('#');
    if (level == 0 || level == line.npos || level > 6 || line[level] != ' ') continue;
    const std::string anchor = anchor_of(line.substr(level + 1));
    const int number = seen[anchor]++;
    anchors.insert(number == 0 ? anchor : anchor + "-" + std::to_string(number));
  }
  return anchors;
}

// Empty: the link leads where it should.
std::string fault_of(const std::string& page, const std::string& link) {
  if (is_external(link)) return is_well_formed(link) ? "" : "is not a well-formed https address";
  const auto hash = link.find('#');
  const std::string path = link.substr(0, hash);
  const fs::path target =
      (path.empty() ? fs::path(page) : fs::path(page).parent_path() / path).lexically_normal();
  if (!fs::exists(test::source_folder() / target)) return "leads to no file";
  if (hash == link.npos) return "";
  const bool is_there =
      target.extension() == ".md" &&
      anchors_of(read_page(target.generic_string())).contains(link.substr(hash + 1));
  return is_there ? "" : "leads to no heading";
}

}  // namespace

TEST_CASE("every link of every page leads somewhere", "[docs]") {
  std::size_t links = 0;
  for (const std::string& path : all_pages()) {
    for (const std::string& link : links_of(read_page(path))) {
      INFO(path << ": " << link);
      CHECK(fault_of(path, link) == "");
      ++links;
    }
  }
  CHECK(links > 50);
}

TEST_CASE("a heading has the anchor that GitHub gives it", "[docs]") {
  CHECK(anchor_of("Which branch is production?") == "which-branch-is-production");
  CHECK(anchor_of("`hotfix-lint audit --merge`, in short") == "hotfix-lint-audit---merge-in-short");
  CHECK(anchor_of("See [the rules](rules/README.md) & more") == "see-the-rules--more");
}

TEST_CASE("a link that leads nowhere is found", "[docs]") {
  CHECK(fault_of("README.md", "rules/README.md#minimal-diff") == "");
  CHECK(fault_of("rules/README.md", "../README.md#install") == "");
  CHECK(fault_of("README.md", "rules/none.md") == "leads to no file");
  CHECK(fault_of("README.md", "rules/README.md#none") == "leads to no heading");
  CHECK(fault_of("README.md", "http://example.com/") == "is not a well-formed https address");
  CHECK(fault_of("README.md", "https://example/") == "is not a well-formed https address");
  CHECK(fault_of("README.md", "https://example.com/a b") == "is not a well-formed https address");
}

TEST_CASE("the table of contents names every page of the documentation", "[docs]") {
  std::set<std::string> named;
  for (const std::string& link : links_of(read_page(".github/docs/README.md"))) {
    named.insert((fs::path(".github/docs") / link).lexically_normal().generic_string());
  }
  for (const std::string& path : checked_pages()) {
    const bool is_page = path.starts_with(".github/docs/") && path != ".github/docs/README.md";
    const bool is_of_a_rule = path.starts_with(".github/docs/rules/");  // rules/README.md has these
    INFO(path);
    CHECK((!is_page || is_of_a_rule || named.contains(path)));
  }
}
