// SPDX-License-Identifier: MIT
#include "gate/landing/production_line.h"

#include "gate/base/error.h"
#include "gate/base/time_text.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

// Production with `count` commits "p1", "p2" … since development parted from it.
struct Parted : TestRepo {
  explicit Parted(int count) {
    commit("base");
    branch("dev");
    for (int i = 1; i <= count; ++i) commit("p" + std::to_string(i));
    switch_to("dev");
    commit("d1");
    switch_to("main");
  }
  std::vector<std::string> subjects(const std::string& since = {}) const {
    const Repository repository = Repository::open(path());
    Graph graph(repository);
    return named(graph, production_line(graph, tip("main"), tip("dev"), since));
  }
  std::vector<std::string> before(std::size_t most) const {
    const Repository repository = Repository::open(path());
    Graph graph(repository);
    const auto line = production_line(graph, tip("main"), tip("dev"), {});
    return named(graph, line_before(graph, tip("main"), line, most));
  }
  Oid tip(const std::string& name) const { return parse_oid(id(name)); }
  static std::vector<std::string> named(Graph& graph, const std::vector<Oid>& ids) {
    std::vector<std::string> names;
    for (const Oid& one : ids) names.emplace_back(graph.commit(one).subject());
    return names;
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the line is what production has since the two parted, newest first", "[landing]") {
  CHECK(Parted(3).subjects() == Names{"p3", "p2", "p1"});
}

TEST_CASE("a merge into development does not move where the two parted", "[landing]") {
  Parted repo(2);
  repo.switch_to("dev");
  repo.git({"merge", "-q", "--no-edit", "main"});
  repo.switch_to("main");
  CHECK(repo.subjects() == Names{"p2", "p1"});
}

TEST_CASE("a line can begin at a commit, a tag or a date", "[landing]") {
  Parted repo(3);
  repo.git({"tag", "start", "main~1"});
  CHECK(repo.subjects("start") == Names{"p3"});
  CHECK(repo.subjects(repo.id("main~2").substr(0, 12)) == Names{"p3", "p2"});
  CHECK(repo.subjects("2000-01-01").size() == 4);
  CHECK(repo.subjects("2100-01-01").empty());
  CHECK_THROWS_AS(repo.subjects("nowhere"), Undecidable);
}

TEST_CASE("the commits before the line are those that both have", "[landing]") {
  Parted repo(2);
  CHECK(repo.before(5) == Names{"base"});
  CHECK(repo.before(0).empty());
}
