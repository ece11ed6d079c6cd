// SPDX-License-Identifier: MIT
#include "hooks/doctor.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <sstream>

#include "hooks/install.h"
#include "hooks/shim.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"
#include "tests/support/variable.h"

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
    options.program = test::build_folder() + "/hotfix";
    std::ostringstream out, err;
    REQUIRE(install(options, out, err) == 0);
  }
  std::string hook(const std::string& name) const { return path() + "/.git/hooks/" + name; }
};

// The programs are on PATH, as for hooks that name none of this machine.
struct OnPath {
  std::string path = test::build_folder() + ":" + std::getenv("PATH");
  Variable set{"PATH", path.c_str()};
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
  const int status = doctor(request, {false, 1000}, out);
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
  CHECK_THAT(diagnosis.text, contains("\nNOT well: "));
}

void require_well(const Diagnosis& diagnosis) {
  INFO(diagnosis.text);
  CHECK(diagnosis.status == 0);
  CHECK_THAT(diagnosis.text, !contains("BAD"));
  CHECK_THAT(diagnosis.text, contains("\nAll is well: "));
  CHECK_THAT(diagnosis.text, contains("tried with an empty push"));
}

}  // namespace

TEST_CASE("a repository with the hooks in place is well, in a few lines", "[hooks]") {
  const Patient patient;
  const Diagnosis diagnosis = examine(patient.path());
  require_well(diagnosis);
  CHECK_THAT(diagnosis.text, contains("pre-push, which starts hotfix-pre-push "));
  CHECK_THAT(diagnosis.text, contains("commit-msg, which starts hotfix-commit-msg "));
  CHECK_THAT(diagnosis.text, contains("ok   origin/kars-prod and origin/kars-dev are here"));
  CHECK(std::count(diagnosis.text.begin(), diagnosis.text.end(), '\n') == 5);
}

TEST_CASE("a narrow page breaks the lines, and leaves the commands whole", "[hooks]") {
  const Patient patient;
  patient.sh("chmod -x .git/hooks/commit-msg");
  Request request;
  request.repository = patient.path();
  request.now = std::time(nullptr);
  std::ostringstream out;
  CHECK(doctor(request, {true, 40}, out) == 1);
  CHECK_THAT(out.str(), contains("\n     is not executable, so git does not\n     run it\n"));
  CHECK_THAT(out.str(),
             contains("     \x1b[1mchmod +x " + patient.hook("commit-msg") + "\x1b[0m\n"));
  CHECK_THAT(out.str(), contains("\x1b[1;31mNOT well\x1b[0m: 1 fault."));
}

TEST_CASE("hooks in another folder of the repository are found and proven", "[hooks]") {
  const Patient patient("tools/hooks");
  const Diagnosis diagnosis = examine(patient.path());
  INFO(diagnosis.text);
  CHECK(diagnosis.status == 0);
  CHECK_THAT(diagnosis.text,
             contains("/tools/hooks/pre-push (core.hooksPath, local setting), which"));
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

TEST_CASE("a hook that was put over ours is bad", "[hooks]") {
  const Patient patient;
  patient.write(".git/hooks/pre-push", "#!/bin/sh\ncat\n");
  require_bad(examine(patient.path()), "is not ours and did not start", "hotfix-lint install");
}

TEST_CASE("a hook that failed before ours was started is told with its first words", "[hooks]") {
  const Patient patient;
  patient.write(".git/hooks/pre-push", "#!/bin/sh\necho >&2; echo 'no tests' >&2; exit 1\n");
  require_bad(examine(patient.path()), "did not start hotfix-pre-push: no tests",
              "hotfix-lint install");
}

TEST_CASE("a hook of a person that starts our program is good, and is refused by it", "[hooks]") {
  const Patient patient;
  const OnPath programs;
  patient.write(".git/hooks/pre-push", "#!/bin/sh\n" + snippet("pre-push") + "touch ran\n");
  require_well(examine(patient.path()));
  CHECK_FALSE(fs::exists(patient.path() + "/ran"));
}

TEST_CASE("a hook that swallows all output of our program is good", "[hooks]") {
  const Patient patient;
  const OnPath programs;
  patient.write(".git/hooks/pre-push", "#!/bin/sh\nhotfix-pre-push \"$@\" >/dev/null 2>&1\n");
  require_well(examine(patient.path()));
}

TEST_CASE("a hook that only names our program is bad", "[hooks]") {
  const Patient patient;
  const OnPath programs;
  for (const char* line :
       {"echo hotfix-pre-push 0.1.0", "[ -z \"$CI\" ] || hotfix-pre-push \"$@\""}) {
    INFO(line);
    const Variable outside("CI", nullptr);
    patient.write(".git/hooks/pre-push", std::string("#!/bin/sh\n") + line + "\n");
    require_bad(examine(patient.path()), "names hotfix-pre-push, but did not start it",
                "put hotfix-pre-push on PATH, or correct the lines that start it");
  }
}

TEST_CASE("a hook that has our program in a comment alone is bad", "[hooks]") {
  const Patient patient;
  const OnPath programs;
  patient.write(".git/hooks/pre-push", "#!/bin/sh\n  # hotfix-pre-push \"$@\" || exit 1\n");
  require_bad(examine(patient.path()), "is not ours and did not start hotfix-pre-push",
              "hotfix-lint install");
}

TEST_CASE("a hook that goes on when our program refuses is bad", "[hooks]") {
  const Patient patient;
  const OnPath programs;
  patient.write(".git/hooks/pre-push", "#!/bin/sh\nhotfix-pre-push \"$@\"\ntrue\n");
  require_bad(examine(patient.path()), "goes on when that refuses", "|| exit 1");
}

TEST_CASE("a first line that ends with a carriage return is bad", "[hooks]") {
  const Patient patient;
  patient.write(".git/hooks/pre-push", "#!/bin/sh\r\nhotfix-pre-push\r\n");
  const Diagnosis diagnosis = examine(patient.path());
  require_bad(diagnosis, "ends with a carriage return", "perl -pi -e 's/\\r$//' ");
  const auto command = diagnosis.text.find("perl");
  const OnPath programs;
  patient.sh(diagnosis.text.substr(command, diagnosis.text.find('\n', command) - command));
  require_well(examine(patient.path()));
}

TEST_CASE("a hook that waits for its input has an end of it at once", "[hooks]") {
  const Patient patient;
  const OnPath programs;
  patient.write(".git/hooks/pre-push", "#!/bin/sh\ncat >/dev/null\nhotfix-pre-push \"$@\"\n");
  require_well(examine(patient.path()));
}

TEST_CASE("a shim that pre-commit has moved and runs is good", "[hooks]") {
  const Patient patient;
  patient.sh("mv .git/hooks/pre-push .git/hooks/pre-push.legacy");
  patient.write(".git/hooks/pre-push",
                "#!/bin/sh\nhere=$(dirname \"$0\")\n"
                "exec \"$here/pre-push.legacy\" \"$@\"  # run --hook-dir \"$here\"\n");
  patient.sh("chmod +x .git/hooks/pre-push");
  require_well(examine(patient.path()));
}

TEST_CASE("a shim that lefthook has moved and does not run is bad", "[hooks]") {
  const Patient patient;
  patient.sh("mv .git/hooks/pre-push .git/hooks/pre-push.old");
  patient.write(".git/hooks/pre-push", "#!/bin/sh\n: lefthook run pre-push\n");
  patient.sh("chmod +x .git/hooks/pre-push");
  require_bad(examine(patient.path()), "did not start hotfix-pre-push", "hotfix-lint install");
}

TEST_CASE("a manager that will put its hooks over ours is told", "[hooks]") {
  const Patient patient;
  patient.write("package.json", R"({"simple-git-hooks": {"pre-commit": "lint"}})");
  const Diagnosis diagnosis = examine(patient.path());
  require_well(diagnosis);
  CHECK_THAT(diagnosis.text, contains("note the hook manager that package.json belongs to"));
}

TEST_CASE("a shim of another version is bad", "[hooks]") {
  const Patient patient;
  std::string text = hook_text(patient.hook("pre-push"));
  patient.write(".git/hooks/pre-push", text.replace(text.find("shim 4"), 6, "shim 0"));
  require_bad(examine(patient.path()), "another version", "hotfix-lint install");
}

TEST_CASE("a shim whose program is gone is bad, and the next hook is not taken for it", "[hooks]") {
  const Patient patient;
  patient.write(".git/hooks/pre-push", shim_text("pre-push", patient.root() + "/gone"));
  patient.write(".git/hooks.before-hotfix/pre-push", "#!/bin/sh\n");
  patient.sh("chmod +x .git/hooks.before-hotfix/pre-push");
  require_bad(examine(patient.path()), "did not start", "reinstall hotfix-gate, then: hotfix-lint");
}

TEST_CASE("a shim whose program is found on PATH is good, with a note", "[hooks]") {
  const Patient patient;
  const OnPath programs;
  patient.write(".git/hooks/pre-push", shim_text("pre-push", patient.root() + "/gone"));
  const Diagnosis diagnosis = examine(patient.path());
  require_well(diagnosis);
  CHECK_THAT(diagnosis.text, contains("note " + patient.root() + "/gone is gone"));
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
  patient.write("other", "#!/bin/sh\necho 'hotfix-pre-push 99.0' >>\"$HOTFIX_DOCTOR\"\nexit 1\n");
  patient.sh("chmod +x other");
  patient.write(".git/hooks/pre-push", shim_text("pre-push", patient.path() + "/other"));
  require_bad(examine(patient.path()), "99.0, which is not this version", "hotfix-lint install");
}

TEST_CASE("a next hook that cannot run is bad", "[hooks]") {
  const Patient patient;
  patient.write(".git/hooks.before-hotfix/pre-push", "#!/bin/sh\r\n");
  const std::string next = patient.path() + "/.git/hooks.before-hotfix/pre-push";
  require_bad(examine(patient.path()), next + " is not executable", "chmod +x " + next);
  patient.sh("chmod +x " + next);
  require_bad(examine(patient.path()), next + " ends with a carriage return", "perl");
}

TEST_CASE("hooks that are switched off are bad", "[hooks]") {
  const Patient patient;
  patient.git({"config", "--global", "core.hooksPath", "/dev/null"});
  require_bad(examine(patient.path()), "core.hooksPath (global setting)",
              "git config --global --unset-all core.hooksPath");
}

// Husky 9 as it sets itself up: git starts .husky/_/<hook>, which starts .husky/<hook>.
struct Husky : Patient {
  OnPath programs;

  Husky() {
    git({"config", "core.hooksPath", ".husky/_"});
    write(".husky/_/h",
          "s=\"$(dirname \"$(dirname \"$0\")\")/$(basename \"$0\")\"\n"
          "[ -f \"$s\" ] || exit 0\nsh -e \"$s\" \"$@\"\n");
    write(".husky/_/.gitignore", "*");
    for (std::string_view hook : kHooks) {
      write(".husky/_/" + std::string(hook), "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"\n");
      write(".husky/" + std::string(hook), snippet(hook) + "touch ran\n");
    }
    sh("chmod +x .husky/_/pre-push .husky/_/commit-msg");
  }
  // Puts what is here on both branches.
  void land() {
    commit("chore: hooks");
    git({"push", "-q", "--no-verify", "origin", "kars-prod", "kars-prod:kars-dev", "--force"});
  }
};

TEST_CASE("husky's hooks are good with our lines in them, here and on both branches", "[hooks]") {
  Husky husky;
  require_bad(examine(husky.path()),
              ".husky/pre-push does not start hotfix-pre-push on origin/kars-prod and "
              "origin/kars-dev",
              "commit those lines there");
  husky.land();
  require_well(examine(husky.path()));
  CHECK_FALSE(fs::exists(husky.path() + "/ran"));
}

TEST_CASE("husky's hooks with our lines commented out, or switched off, are bad", "[hooks]") {
  Husky husky;
  husky.land();
  {
    const Variable off("PATH", "/usr/bin:/bin");
    require_bad(examine(husky.path()), "hotfix-pre-push is not on PATH",
                "put hotfix-pre-push on PATH");
  }
  husky.sh("sed -i.bak 's/^/# /' .husky/pre-push");
  require_bad(examine(husky.path()), "did not start hotfix-pre-push", "hotfix-lint install");
}

TEST_CASE("what npx alone has on PATH does not make husky's hooks good", "[hooks]") {
  Husky husky;
  husky.land();
  const std::string folder = husky.root() + "/front/node_modules/.bin";
  fs::create_directories(folder);
  for (std::string_view hook : kHooks) {
    fs::create_symlink(program(program_of(hook)), folder + "/" + program_of(hook));
  }
  const Variable path("PATH", (folder + ":/usr/bin:/bin").c_str());
  require_well(examine(husky.path()));
  const Variable npx("npm_config_user_agent", "npm/11.0.0 node/v20.0.0 linux x64");
  require_bad(examine(husky.path()), "hotfix-pre-push is not on PATH",
              "put hotfix-pre-push on PATH");
}

TEST_CASE("a clone in which husky has not run is bad", "[hooks]") {
  const Husky husky;
  fs::remove_all(husky.path() + "/.husky/_");
  require_bad(examine(husky.path()), "husky has not run in this clone", "npm install");
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

TEST_CASE("branches of other names are told apart from ones that are missing", "[hooks]") {
  const Patient patient;
  for (const char* move : {"kars-prod main", "kars-dev develop"}) {
    const std::string words = move;
    const auto space = words.find(' ');
    const std::string from = "refs/remotes/origin/" + words.substr(0, space);
    patient.git({"update-ref", "refs/remotes/origin/" + words.substr(space + 1), from});
    patient.git({"update-ref", "-d", from});
  }
  require_bad(
      examine(patient.path()), "origin/kars-prod is not here",
      "hotfix-lint install --repo " + patient.path() + " --production main --development develop");
}

TEST_CASE("a repository of another user is bad, with git's own way out", "[hooks]") {
  const Patient patient;
  const Variable other("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
  require_bad(examine(patient.path()), "belongs to another user",
              "git config --global --add safe.directory " + patient.path());
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
  options.program = test::build_folder() + "/hotfix";
  std::ostringstream out, err;
  REQUIRE(install(options, out, err) == 0);
  const Diagnosis diagnosis = examine(clone);
  INFO(diagnosis.text);
  CHECK(diagnosis.status == 0);
}

TEST_CASE("a clone whose history is cut off before the branches part is bad", "[hooks]") {
  TestRepo repo;
  kars(repo);
  const std::string clone = repo.root() + "/clone";
  repo.git({"clone", "-q", "--depth=1", "--no-single-branch", "file://" + repo.bare(), clone});
  InstallOptions options;
  options.repository = clone;
  options.program = test::build_folder() + "/hotfix";
  std::ostringstream out, err;
  REQUIRE(install(options, out, err) == 0);
  require_bad(examine(clone), "history is shallow", "git fetch --unshallow");
}

TEST_CASE("outside a repository there is nothing to examine", "[hooks]") {
  const TestRepo repo;
  const Diagnosis diagnosis = examine(repo.root());
  require_bad(diagnosis, "not a git repository", "hotfix-lint doctor");
  CHECK_THAT(diagnosis.text, !contains("tried"));
}

TEST_CASE("a broken policy is bad", "[hooks]") {
  Patient patient;
  patient.commit("chore: policy", ".hotfix.toml", "nonsense = 1\n");
  patient.git({"push", "-q", "--no-verify", "origin", "kars-prod"});
  require_bad(examine(patient.path()), "nonsense", "hotfix-lint doctor");
}

}  // namespace hotfix
