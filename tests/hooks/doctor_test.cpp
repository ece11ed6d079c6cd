// SPDX-License-Identifier: MIT
#include "hooks/doctor.h"

#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <sstream>

#include "hooks/install.h"
#include "hooks/shim.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

// The owner's repository with the hooks in place: all is well until a test changes something.
struct Patient : TestRepo {
  explicit Patient(const std::string& config = {}) {
    kars(*this);
    if (!config.empty()) git({"config", "core.hooksPath", config});
    InstallOptions options;
    options.repository = path();
    options.programs = HOTFIX_BINARY_DIR;
    std::ostringstream out, err;
    REQUIRE(install(options, out, err) == 0);
  }
  std::string hook(const std::string& name) const { return path() + "/.git/hooks/" + name; }
};

struct Diagnosis {
  int status = 0;
  std::string text;
};

Diagnosis examine(const std::string& repository, std::int64_t later = 0) {
  Request request;
  request.repository = repository;
  request.now = std::time(nullptr) + later;
  std::ostringstream out;
  const int status = doctor(request, out);
  return {status, out.str()};
}

// The one check that is expected to be bad, with its fix.
void require_bad(const Diagnosis& diagnosis, const std::string& what, const std::string& repair) {
  INFO(diagnosis.text);
  CHECK(diagnosis.status == 1);
  const auto bad = diagnosis.text.find("BAD  ");
  REQUIRE(bad != std::string::npos);
  CHECK_THAT(diagnosis.text.substr(bad), contains(what));
  CHECK_THAT(diagnosis.text.substr(bad), contains(repair));
}

}  // namespace

TEST_CASE("a repository with the hooks in place is well", "[hooks]") {
  const Patient patient;
  const Diagnosis diagnosis = examine(patient.path());
  INFO(diagnosis.text);
  CHECK(diagnosis.status == 0);
  CHECK_THAT(diagnosis.text, contains("ok   git runs hotfix-pre-push "));
  CHECK_THAT(diagnosis.text, contains("ok   git runs hotfix-commit-msg "));
  CHECK_THAT(diagnosis.text, contains("ok   origin/kars-prod is here"));
  CHECK_THAT(diagnosis.text, !contains("BAD"));
}

TEST_CASE("hooks in another folder of the repository are found and proven", "[hooks]") {
  const Patient patient("tools/hooks");
  const Diagnosis diagnosis = examine(patient.path());
  INFO(diagnosis.text);
  CHECK(diagnosis.status == 0);
  CHECK_THAT(diagnosis.text, contains("core.hooksPath (local setting)"));
}

TEST_CASE("a missing hook is bad", "[hooks]") {
  const Patient patient;
  fs::remove(patient.hook("pre-push"));
  require_bad(examine(patient.path()), "pre-push is not there", "hotfix-lint install");
}

TEST_CASE("a hook without its executable bit is bad", "[hooks]") {
  const Patient patient;
  patient.sh("chmod -x .git/hooks/commit-msg");
  require_bad(examine(patient.path()), "not executable", "chmod +x " + patient.hook("commit-msg"));
}

TEST_CASE("a hook that leads to nothing is bad", "[hooks]") {
  const Patient patient;
  patient.sh("ln -sf nowhere .git/hooks/pre-push");
  require_bad(examine(patient.path()), "link to nothing", "hotfix-lint install");
}

TEST_CASE("a hook that was put over ours is bad, and is not run", "[hooks]") {
  const Patient patient;
  patient.write(".git/hooks/pre-push", "#!/bin/sh\ntouch ran\n");
  require_bad(examine(patient.path()), "is not ours", "hotfix-lint install");
  CHECK_FALSE(fs::exists(patient.path() + "/ran"));
}

TEST_CASE("a hook of a person that starts our program is good, and is not run", "[hooks]") {
  const Patient patient;
  patient.write(".git/hooks/pre-push", "#!/bin/sh\ntouch ran\n" + snippet("pre-push"));
  CHECK(examine(patient.path()).status == 0);
  CHECK_FALSE(fs::exists(patient.path() + "/ran"));
}

TEST_CASE("a shim of another version is bad", "[hooks]") {
  const Patient patient;
  std::string text = hook_text(patient.hook("pre-push"));
  patient.write(".git/hooks/pre-push", text.replace(text.find("shim 1"), 6, "shim 0"));
  require_bad(examine(patient.path()), "another version", "hotfix-lint install");
}

TEST_CASE("a shim whose program is gone is bad, and the next hook is not run", "[hooks]") {
  const Patient patient;
  patient.write(".git/hooks/pre-push", shim_text("pre-push", patient.root() + "/gone"));
  patient.write(".git/hooks/pre-push.before-hotfix", "#!/bin/sh\ntouch ran\n");
  patient.sh("chmod +x .git/hooks/pre-push.before-hotfix");
  require_bad(examine(patient.path()), "which is not a program", "hotfix-lint install");
  CHECK_FALSE(fs::exists(patient.path() + "/ran"));
}

TEST_CASE("a program that does not answer is bad", "[hooks]") {
  const Patient patient;
  patient.write("broken", "#!/bin/sh\necho 'no such library' >&2; exit 127\n");
  patient.sh("chmod +x broken");
  patient.write(".git/hooks/pre-push", shim_text("pre-push", patient.path() + "/broken"));
  require_bad(examine(patient.path()), "no such library", "reinstall");
}

TEST_CASE("a program of another version is bad", "[hooks]") {
  const Patient patient;
  patient.write("other", "#!/bin/sh\necho 'hotfix-pre-push 99.0'\n");
  patient.sh("chmod +x other");
  patient.write(".git/hooks/pre-push", shim_text("pre-push", patient.path() + "/other"));
  require_bad(examine(patient.path()), "99.0, which is not this version", "hotfix-lint install");
}

TEST_CASE("a next hook that git would pass over is bad", "[hooks]") {
  const Patient patient;
  patient.write(".git/hooks/pre-push.before-hotfix", "#!/bin/sh\n");
  require_bad(examine(patient.path()), "pre-push.before-hotfix is not executable", "chmod +x");
}

TEST_CASE("hooks that are switched off are bad", "[hooks]") {
  const Patient patient;
  patient.git({"config", "--global", "core.hooksPath", "/dev/null"});
  require_bad(examine(patient.path()), "core.hooksPath (global setting)",
              "git config --global --unset-all core.hooksPath");
}

TEST_CASE("husky's hooks are good only with our lines in them", "[hooks]") {
  const Patient patient;
  patient.git({"config", "core.hooksPath", ".husky/_"});
  patient.write(".husky/_/pre-push", "#!/bin/sh\n");
  patient.write(".husky/commit-msg", snippet("commit-msg"));
  patient.write(".husky/pre-push", "npm test\n");
  require_bad(examine(patient.path()), "does not start hotfix-pre-push", "hotfix-lint install");
  patient.write(".husky/pre-push", snippet("pre-push") + "npm test\n");
  CHECK(examine(patient.path()).status == 0);
}

TEST_CASE("a production branch that is not here is bad, with the fetch that brings it", "[hooks]") {
  const Patient patient;
  patient.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  const Diagnosis diagnosis = examine(patient.path());
  require_bad(diagnosis, "origin/kars-prod is not here", "git fetch origin");
  const auto command = diagnosis.text.find("git fetch");
  patient.sh(diagnosis.text.substr(command, diagnosis.text.find('\n', command) - command));
  CHECK(examine(patient.path()).status == 0);
}

TEST_CASE("a production branch that was fetched two days ago is bad", "[hooks]") {
  const Patient patient;
  require_bad(examine(patient.path(), 48 * 60 * 60), "was last fetched 48 hours ago",
              "git fetch origin");
}

TEST_CASE("a fresh clone with the hooks in place is well", "[hooks]") {
  TestRepo repo;
  kars(repo);
  const std::string clone = repo.root() + "/clone";
  repo.git({"clone", "-q", repo.bare(), clone});
  InstallOptions options;
  options.repository = clone;
  options.programs = HOTFIX_BINARY_DIR;
  std::ostringstream out, err;
  REQUIRE(install(options, out, err) == 0);
  const Diagnosis diagnosis = examine(clone);
  INFO(diagnosis.text);
  CHECK(diagnosis.status == 0);
}

TEST_CASE("outside a repository there is nothing to examine", "[hooks]") {
  const TestRepo repo;
  require_bad(examine(repo.root()), "not a git repository", "hotfix-lint doctor");
}

TEST_CASE("a broken policy is bad", "[hooks]") {
  Patient patient;
  patient.commit("chore: policy", ".hotfix.toml", "nonsense = 1\n");
  patient.git({"push", "-q", "--no-verify", "origin", "kars-prod"});
  require_bad(examine(patient.path()), "nonsense", "hotfix-lint doctor");
}

}  // namespace hotfix
