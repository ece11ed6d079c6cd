// SPDX-License-Identifier: MIT
#include "gate/report/history/change_size.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Values = std::vector<std::size_t>;
using Sizes = std::vector<ChangeSize>;

// "0:2 1:0 2:1": the last value of each row, and how many there are.
std::string rows(const Values& values, std::size_t limit) {
  std::string text;
  for (const PlotRow& row : plot_rows(values, limit)) {
    text += (text.empty() ? "" : " ") + std::to_string(row.last) + ":" + std::to_string(row.count);
  }
  return text;
}

}  // namespace

TEST_CASE("a percentile is a value that was there, by the nearest rank", "[gate]") {
  const Values values = {50, 20, 15, 40, 35};
  CHECK(percentile(values, 5) == 15);
  CHECK(percentile(values, 30) == 20);
  CHECK(percentile(values, 40) == 20);
  CHECK(percentile(values, 50) == 35);
  CHECK(percentile(values, 100) == 50);
  CHECK(percentile({7}, 50) == 7);
  CHECK(percentile({}, 50) == 0);
}

TEST_CASE("a limit is offered that so many keep within by files and by lines at once", "[gate]") {
  // Nine of ten are small in files, another nine in lines: eight in both.
  Sizes sizes(8, {2, 20});
  sizes.push_back({9, 20});
  sizes.push_back({2, 900});
  CHECK(count_fitting(sizes, {2, 20}) == 8);
  const ChangeSize limit = fitting_limit(sizes, 90);
  CHECK(count_fitting(sizes, limit) >= 9);
  CHECK(limit.files == 9);
  CHECK(limit.lines == 20);
}

TEST_CASE("a limit is no larger than it has to be, and never 0", "[gate]") {
  Sizes sizes(9, {1, 10});
  sizes.push_back({30, 4000});
  CHECK(fitting_limit(sizes, 90).files == 1);
  CHECK(fitting_limit(sizes, 90).lines == 10);
  CHECK(fitting_limit({{0, 0}}, 90).files == 1);
  CHECK(fitting_limit({}, 90).lines == 1);
}

TEST_CASE("a part of the limit that only a change beyond the other needs is lowered", "[gate]") {
  Sizes sizes(18, {2, 60});
  sizes.push_back({11, 66});
  sizes.push_back({3, 500});
  const ChangeSize limit = fitting_limit(sizes, 90);
  CHECK(limit.files == 2);
  CHECK(limit.lines == 60);
}

TEST_CASE("the rows of a plot grow, and go as far as the values", "[gate]") {
  CHECK(rows({0, 0, 3, 12}, 1000) == "0:2 1:0 2:0 5:1 10:0 20:1");
  CHECK(rows({0}, 5) == "0:1");
  CHECK(rows({}, 5).empty());
  CHECK(rows({130}, 100) == "0:0 1:0 2:0 5:0 10:0 20:0 50:0 100:0 200:1");
}

TEST_CASE("a row ends at the limit", "[gate]") {
  CHECK(rows({7, 9}, 8) == "0:0 1:0 2:0 5:0 8:1 10:1");
  CHECK(rows({3}, 0) == "0:0 1:0 2:0 5:1");
}
