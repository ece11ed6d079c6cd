// SPDX-License-Identifier: MIT
// A page a rule: its words come from the rule, its examples show this rule and no other.
#include <filesystem>
#include <set>

#include "gate/policy/catalogue.h"
#include "rules/model/registry.h"
#include "tests/docs/page.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"

using namespace hotfix;
using namespace hotfix::docs;

namespace {

constexpr auto kFolder = ".github/docs/rules/";

std::string page_of(const Rule& rule) { return kFolder + std::string(rule.id) + ".md"; }

// The rules that have a finding in what the page's programs print.
std::set<std::string> blamed(const Document& page) {
  std::set<std::string> rules;
  for (const Block& block : page.blocks) {
    for (const std::string& line : block.lines) {
      for (const Rule* rule : all_rules()) {
        if (line.starts_with("  " + std::string(rule->id) + "  ")) rules.emplace(rule->id);
      }
    }
  }
  return rules;
}

}  // namespace

TEST_CASE("every rule has a page that says what the rule is", "[docs]") {
  for (const Rule* rule : all_rules()) {
    test::check_golden_part(page_of(*rule), "<!-- rule:begin -->", "<!-- rule:end -->",
                            rule_page_head(*rule));
    test::check_golden_part(page_of(*rule), "<!-- options:begin -->", "<!-- options:end -->",
                            rule_page_options(*rule));
  }
}

TEST_CASE("every page of a rule is of a rule that there is", "[docs]") {
  std::set<std::string> pages, rules;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_folder() + "/" + kFolder)) {
    pages.insert(entry.path().stem().string());
  }
  for (const Rule* rule : all_rules()) rules.emplace(rule->id);
  CHECK(pages == rules);
}

TEST_CASE("the page of a rule that can be waived shows how", "[docs]") {
  for (const Rule* rule : all_rules()) {
    std::string shown;
    for (const Block& block : read_page(page_of(*rule)).blocks) shown += joined(block.lines);
    INFO(rule->id);
    const bool waives = shown.find("\n  waived  " + std::string(rule->id)) != std::string::npos;
    CHECK(waives == rule->waivable);
  }
}

TEST_CASE("the examples of a rule's page show findings of this rule alone", "[docs]") {
  for (const Rule* rule : all_rules()) {
    INFO(rule->id);
    CHECK(blamed(read_page(page_of(*rule))) == std::set<std::string>{std::string(rule->id)});
  }
}
