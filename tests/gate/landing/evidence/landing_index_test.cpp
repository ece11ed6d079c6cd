// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/landing_index.h"

#include "gate/landing/landing.h"
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("what the questions of one run found out is all remembered", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string dev = scene.id("kars-dev"), prod = scene.id("kars-prod");
  const Repository repository = Repository::open(scene.path());
  {
    Graph graph(repository);
    LandingIndex index(graph, default_policy());
    Lander on_production(index), on_development(index, parse_oid(prod));
    on_production.commit(parse_oid(fix), parse_oid(prod));
    on_development.commit(parse_oid(fix), parse_oid(dev));
  }
  Memory memory(repository, "answers-v1", LandingIndex::kMostAnswers);
  const std::string classes = " " + std::to_string(path_classes_digest(default_policy()));
  CHECK(memory.find(fix + " " + prod + " -" + classes) != nullptr);
  CHECK(memory.find(fix + " " + dev + " " + prod + classes) != nullptr);
}
