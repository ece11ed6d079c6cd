// SPDX-License-Identifier: MIT
#include "hooks/shim.h"

#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

// A shim in a folder of its own, and a program for it that tells what it was given.
struct Shim {
  TestRepo repo;
  std::string program = repo.root() + "/it's here/hotfix";

  Shim() {
    repo.write("hooks/pre-push", shim_text("pre-push", program));
    repo.sh("chmod +x hooks/pre-push");
  }
  void add_program(const std::string& path) const {
    add(path, "#!/bin/sh\necho \"$0 $*\"; echo \"$HOTFIX_NEXT_HOOK\"; cat\nexit 7\n");
  }
  void add(const std::string& path, const std::string& script) const {
    repo.write(path, script);
    repo.exec({"chmod", "+x", path});
  }
  ProgramResult run(const std::string& path) const {
    return repo.exec({"env", "PATH=" + path, "hooks/pre-push", "origin", "a url"}, "input\n");
  }
};

const std::string kSystemPath = "/usr/bin:/bin";

}  // namespace

TEST_CASE("the shim hands arguments, input and status through, at any path", "[hooks]") {
  const Shim shim;
  shim.add_program("../it's here/hotfix");
  const ProgramResult result = shim.run(kSystemPath);
  CHECK(result.out ==
        shim.program + " pre-push origin a url\nhooks.before-hotfix/pre-push\ninput\n");
  CHECK(result.err == "");
  CHECK(result.status == 7);
}

TEST_CASE("the shim finds a program that has moved on PATH", "[hooks]") {
  const Shim shim;
  shim.add_program("../bin/hotfix-pre-push");
  const ProgramResult result = shim.run(shim.repo.root() + "/bin:" + kSystemPath);
  CHECK_THAT(result.out, contains("/bin/hotfix-pre-push origin a url\n"));
  CHECK(result.status == 7);
}

TEST_CASE("the shim finds the program that npm has linked anew", "[hooks]") {
  const Shim shim;
  shim.add_program("node_modules/.bin/hotfix-pre-push");
  const ProgramResult result = shim.run(kSystemPath);
  CHECK_THAT(result.out, contains("node_modules/.bin/hotfix-pre-push origin a url\n"));
  CHECK(result.status == 7);
}

TEST_CASE("the shim starts no program that a branch has brought into node_modules", "[hooks]") {
  for (const std::string file : {".bin/hotfix-pre-push", "hotfix-gate/bin/hotfix-pre-push"}) {
    const Shim shim;
    const std::string program = shim.repo.path() + "/node_modules/" + file;
    shim.add_program("node_modules/" + file);
    shim.repo.sh(
        "mkdir -p node_modules/.bin && cd node_modules/.bin &&"
        " [ -e hotfix-pre-push ] || ln -s ../" +
        file + " hotfix-pre-push");
    shim.repo.write("hooks/pre-push", shim_text("pre-push", program));
    CHECK(shim.run(kSystemPath).status == 7);
    shim.repo.git({"add", "-f", program});
    const ProgramResult result = shim.run(kSystemPath);
    CHECK(result.out == "");
    CHECK_THAT(result.err, contains("this push is NOT checked"));
  }
}

TEST_CASE("a program that a checkout has put in the place of the installed one is not started",
          "[hooks]") {
  TestRepo repo;
  const std::string program = "node_modules/gate/hotfix";
  repo.commit("first", ".gitignore", "node_modules\n");
  repo.switch_new("stranger");
  repo.write(program, "#!/bin/sh\necho stranger\n");
  repo.sh("chmod +x " + program);
  repo.git({"add", "-f", program});
  repo.commit("second");
  repo.switch_to("main");
  repo.write(program, "#!/bin/sh\necho ours\n");
  repo.sh("chmod +x " + program);
  repo.write(".git/hooks/pre-push", shim_text("pre-push", repo.path() + "/" + program));
  repo.sh("chmod +x .git/hooks/pre-push");
  CHECK(repo.sh(".git/hooks/pre-push origin url").out == "ours\n");
  repo.switch_to("stranger");
  const ProgramResult result = repo.sh(".git/hooks/pre-push origin url");
  CHECK(result.out == "");
  CHECK_THAT(result.err, contains("NOT checked"));
}

TEST_CASE("a program that a checkout has put there is not started from another worktree either",
          "[hooks]") {
  TestRepo repo;
  const std::string program = "web/node_modules/gate/hotfix";
  repo.commit("first");
  repo.git({"worktree", "add", "-q", "-b", "side", "../side"});
  repo.write(program, "#!/bin/sh\necho stranger\n");
  repo.sh("chmod +x " + program);
  repo.write(".git/hooks/pre-push", shim_text("pre-push", repo.path() + "/" + program));
  repo.sh("chmod +x .git/hooks/pre-push");
  const std::string push = "cd ../side && ../work/.git/hooks/pre-push origin url";
  CHECK(repo.sh(push).out == "stranger\n");  // ignored, as npm installed it
  repo.git({"add", "-f", program});
  const ProgramResult result = repo.sh(push);
  CHECK(result.out == "");
  CHECK_THAT(result.err, contains("NOT checked"));
}

TEST_CASE("the shim without a program says so loudly and lets the push go", "[hooks]") {
  const ProgramResult result = Shim().run(kSystemPath);
  CHECK(result.status == 0);
  CHECK(result.out == "");
  CHECK_THAT(result.err, contains("this push is NOT checked"));
  CHECK_THAT(result.err, contains("hotfix-lint install"));
}

TEST_CASE("the shim without a program still runs the hook that was there", "[hooks]") {
  const Shim shim;
  shim.add("hooks.before-hotfix/pre-push", "#!/bin/sh\necho \"$*\"; cat; exit 5\n");
  const ProgramResult result = shim.run(kSystemPath);
  CHECK(result.out == "origin a url\ninput\n");
  CHECK(result.status == 5);
}

TEST_CASE("the program is read back out of a shim", "[hooks]") {
  const std::string program = "/a b/it's \"$here\"/hotfix";
  CHECK(shim_program(shim_text("pre-push", program)) == program);
}

TEST_CASE("a shim of another version is known for ours, and not current", "[hooks]") {
  const TestRepo repo;
  std::string text = shim_text("pre-push", "/bin/hotfix");
  CHECK(is_current_shim("pre-push", text));
  text.replace(text.find("shim 4"), 6, "shim 0");
  repo.write("hook", text);
  CHECK_FALSE(is_current_shim("pre-push", text));
  CHECK(inspect(repo.path() + "/hook") == HookFile::ours);
}

TEST_CASE("a hook that only mentions hotfix-gate is not ours", "[hooks]") {
  const TestRepo repo;
  repo.write("hook", "#!/bin/sh\necho '# hotfix-gate pre-push shim 1'\n");
  CHECK(inspect(repo.path() + "/hook") == HookFile::foreign);
}

TEST_CASE("a link is what it leads to, and a dangling one is somebody's", "[hooks]") {
  const TestRepo repo;
  repo.write("shim", shim_text("commit-msg", "/bin/hotfix"));
  repo.sh("ln -s shim linked; ln -s nowhere dangling; mkfifo pipe");
  CHECK(inspect(repo.path() + "/linked") == HookFile::ours);
  CHECK(inspect(repo.path() + "/dangling") == HookFile::foreign);
  CHECK(inspect(repo.path() + "/pipe") == HookFile::foreign);
  CHECK(inspect(repo.path() + "/nothing") == HookFile::absent);
  CHECK(inspect(repo.path()) == HookFile::folder);
}

TEST_CASE("the lines for another hook refuse what the program refuses", "[hooks]") {
  const Shim shim;
  shim.add_program("../bin/hotfix-pre-push");
  shim.add("hook", "#!/bin/sh -e\n" + snippet("pre-push") + "echo after\n");
  const std::string path = "PATH=" + shim.repo.root() + "/bin:" + kSystemPath;
  const ProgramResult result = shim.repo.exec({"env", path, "./hook", "origin"});
  CHECK(result.status == 7);
  CHECK_THAT(result.out, !contains("after"));
}

TEST_CASE("the shim knows the hook that was there by any name of its own", "[hooks]") {
  const Shim shim;
  shim.add("hooks.before-hotfix/pre-push", "#!/bin/sh\nexit 5\n");
  shim.repo.sh("mv hooks/pre-push hooks/pre-push.legacy");
  CHECK(shim.repo.exec({"env", "PATH=" + kSystemPath, "hooks/pre-push.legacy"}).status == 5);
}

TEST_CASE("the lines for another hook refuse when the program is missing, and say why", "[hooks]") {
  const Shim shim;
  shim.add("hook", "#!/bin/sh -e\n" + snippet("commit-msg") + "echo after\n");
  const ProgramResult result = shim.repo.exec({"env", "PATH=" + kSystemPath, "./hook", "file"});
  CHECK(result.status == 1);
  CHECK(result.out == "");
  CHECK_THAT(result.err, contains("this commit message is NOT checked"));
  CHECK_THAT(result.err, contains("npm i -D hotfix-gate"));
}

TEST_CASE("the lines for another hook only warn when git config hotfix.missing says so",
          "[hooks]") {
  const Shim shim;
  shim.add("hook", "#!/bin/sh -e\n" + snippet("pre-push") + "echo after\n");
  shim.repo.git({"config", "hotfix.missing", "warn"});
  const ProgramResult result = shim.repo.exec({"env", "PATH=" + kSystemPath, "./hook", "origin"});
  CHECK(result.status == 0);
  CHECK(result.out == "after\n");
  CHECK_THAT(result.err, contains("this push is NOT checked"));
}

TEST_CASE("the one line of a manager refuses as its program does, and without it", "[hooks]") {
  const Shim shim;
  shim.add_program("../bin/hotfix-pre-push");
  const std::string line = one_line("pre-push", "'a b' url");
  const auto run = [&](const std::string& path) {
    return shim.repo.exec({"env", "PATH=" + path, "sh", "-c", line}, "input\n");
  };
  const ProgramResult refused = run(shim.repo.root() + "/bin:" + kSystemPath);
  CHECK(refused.status == 7);
  CHECK_THAT(refused.out, contains("hotfix-pre-push a b url\n"));
  CHECK_THAT(refused.out, contains("input\n"));
  CHECK(run(kSystemPath).status == 1);
  CHECK_THAT(run(kSystemPath).err, contains("npm i -D hotfix-gate"));
  shim.repo.git({"config", "hotfix.missing", "warn"});
  CHECK(run(kSystemPath).status == 0);
}

TEST_CASE("the line of a project that has the programs from npm starts the linked one", "[hooks]") {
  const Shim shim;
  shim.add_program("node_modules/.bin/hotfix-pre-push");
  const std::string path = "PATH=" + kSystemPath;
  const ProgramResult result =
      shim.repo.exec({"env", path, "sh", "-c", npm_line("pre-push", "origin")}, "input\n");
  CHECK(result.status == 7);
  CHECK_THAT(result.out, contains("hotfix-pre-push origin\n"));
  CHECK_THAT(result.out, contains("input\n"));
}

}  // namespace hotfix
