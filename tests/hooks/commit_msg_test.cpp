// SPDX-License-Identifier: MIT
#include "hooks/commit_msg.h"

#include <filesystem>

#include "gate/base/file.h"
#include "hooks/shim.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

// A repository on a hotfix branch, and the hook program run as git runs it.
struct Scene : TestRepo {
  Scene() {
    kars(*this);
    switch_new("hotfix/x");
  }
  // git's words for "no editor was used".
  ProgramResult judge(const std::string& text, const std::string& editor = ":") const {
    write(".git/COMMIT_EDITMSG", text);
    return judge_file(".git/COMMIT_EDITMSG", editor);
  }
  ProgramResult judge_file(const std::string& file, const std::string& editor = ":") const {
    return exec({"env", "GIT_EDITOR=" + editor, program("hotfix-commit-msg"), file});
  }
  std::string kept() const {
    return read_file(path() + "/.git/HOTFIX_REFUSED_MSG", 4 << 20).value_or("");
  }
};

}  // namespace

TEST_CASE("the judgement of a message names its branch and its rule", "[hooks]") {
  const Report report = judge_message("hotfix/x", "fixed it\n", default_policy());
  CHECK(report.verdict == Verdict::blocked);
  CHECK(report.subject.branch == "hotfix/x");
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].rule->id == "commit-message");
}

TEST_CASE("a good message passes without a word", "[hooks]") {
  const ProgramResult result = Scene().judge("hotfix: refuse a missing user\n");
  CHECK(result.status == 0);
  CHECK(result.out + result.err == "");
}

TEST_CASE("a refused message is told on standard error only", "[hooks]") {
  const ProgramResult result = Scene().judge("fixed it\n");
  CHECK(result.status == 1);
  CHECK(result.out == "");
  CHECK_THAT(result.err, contains("commit-message"));
}

TEST_CASE("a refused message is kept, clean, with the command that brings it back", "[hooks]") {
  const Scene scene;
  const ProgramResult result = scene.judge("fixed it\n\nbody\n# template\n", "vi");
  CHECK(scene.kept() == "fixed it\n\nbody\n");
  CHECK_THAT(result.err, contains("git commit -e -F " + scene.path() + "/.git/HOTFIX_REFUSED_MSG"));
}

TEST_CASE("a refused message of a worktree is kept in that worktree's folder", "[hooks]") {
  const Scene scene;
  const std::string tree = scene.root() + "/linked";
  scene.git({"worktree", "add", "-q", "-b", "hotfix/there", tree});
  scene.write("../message", "fixed it\n");
  const ProgramResult result =
      run_program({program("hotfix-commit-msg"), scene.root() + "/message"}, tree, scene.env());
  CHECK(result.status == 1);
  CHECK(hook_text(scene.path() + "/.git/worktrees/linked/HOTFIX_REFUSED_MSG") == "fixed it\n");
}

TEST_CASE("comments are dropped when an editor was used, and kept when not", "[hooks]") {
  const Scene scene;
  const std::string text = "# comment\nhotfix: refuse a missing user\n";
  CHECK(scene.judge(text, "vi").status == 0);
  CHECK(scene.judge(text, ":").status == 1);
}

TEST_CASE("commit.cleanup decides over the editor", "[hooks]") {
  const Scene scene;
  const std::string text = "# comment\nhotfix: refuse a missing user\n";
  scene.git({"config", "commit.cleanup", "strip"});
  CHECK(scene.judge(text, ":").status == 0);
  scene.git({"config", "commit.cleanup", "whitespace"});
  CHECK(scene.judge(text, "vi").status == 1);
}

TEST_CASE("the comment character of the configuration is honoured", "[hooks]") {
  const Scene scene;
  scene.git({"config", "core.commentChar", ";"});
  CHECK(scene.judge("; comment\nhotfix: refuse a missing user\n", "vi").status == 0);
}

TEST_CASE("the comment character that git chose is found", "[hooks]") {
  const Scene scene;
  scene.git({"config", "core.commentChar", "auto"});
  CHECK(scene.judge("\n;\n; On branch\n;\nhotfix: after the template\n", "vi").status == 0);
}

TEST_CASE("an empty message is left to git, which gives up by itself", "[hooks]") {
  const ProgramResult result = Scene().judge("\n# template\n", "vi");
  CHECK(result.status == 0);
  CHECK(result.err == "");
}

TEST_CASE("a branch that is not a hotfix may say what it likes", "[hooks]") {
  const Scene scene;
  scene.switch_to("kars-dev");
  const ProgramResult result = scene.judge("fixed it\n");
  CHECK(result.status == 0);
  CHECK(result.err == "");
}

TEST_CASE("an unborn hotfix branch is judged", "[hooks]") {
  const Scene scene;
  scene.git({"symbolic-ref", "HEAD", "refs/heads/hotfix/unborn"});
  CHECK(scene.judge("fixed it\n").status == 1);
}

TEST_CASE("a detached HEAD is passed over", "[hooks]") {
  const Scene scene;
  scene.git({"checkout", "-q", "--detach"});
  const ProgramResult result = scene.judge("fixed it\n");
  CHECK(result.status == 0);
  CHECK(result.err == "");
}

TEST_CASE("a refused merge message is told how to go on", "[hooks]") {
  const Scene scene;
  scene.write(".git/MERGE_MSG", "fixed it\n");
  const ProgramResult result = scene.judge_file(".git/MERGE_MSG");
  CHECK(result.status == 1);
  CHECK_THAT(result.err, contains("git merge --continue"));
  CHECK_THAT(result.err, contains("git merge --abort"));
}

namespace {

// The hook in place, and a changed file to commit.
struct Committing : Scene {
  Committing() {
    sh("ln -s '" + program("hotfix-commit-msg") + "' .git/hooks/commit-msg");
    write("README.md", "# KARS\n");
    write("src/health.js", "none\n");
  }
  // The command of the refusal, as a person runs it who corrects the message in the editor.
  ProgramResult paste(const ProgramResult& refused, const std::string& more = {}) const {
    const auto start = refused.err.rfind("fix  ") + 5;
    const std::string line = refused.err.substr(start, refused.err.find('\n', start) - start);
    write(".git/HOTFIX_REFUSED_MSG", "hotfix: refuse a missing user\n");
    return sh("GIT_EDITOR=true; export GIT_EDITOR; " + line + more);
  }
  // The files of the last commit.
  std::string committed() const { return git({"show", "--format=%s", "--name-only"}); }
};

constexpr auto kSubject = "hotfix: refuse a missing user\n\n";

}  // namespace

TEST_CASE("a refused commit of what is staged is pasted as it is", "[hooks]") {
  const Committing scene;
  scene.git({"add", "README.md"});
  const ProgramResult refused = scene.run({"commit", "-m", "fixed it"});
  CHECK_THAT(refused.err, contains("fix  git commit -e -F "));
  CHECK(scene.paste(refused).status == 0);
  CHECK(scene.committed() == std::string(kSubject) + "README.md");
}

TEST_CASE("a refused git commit -a is pasted with its -a", "[hooks]") {
  const Committing scene;
  const ProgramResult refused = scene.run({"commit", "-a", "-m", "fixed it"});
  CHECK_THAT(refused.err, contains("fix  git commit -a -e -F "));
  CHECK(scene.paste(refused).status == 0);
  CHECK(scene.committed() == std::string(kSubject) + "README.md\nsrc/health.js");
}

TEST_CASE("a refused commit of paths asks for them again", "[hooks]") {
  for (const char* option : {"--only", "--include"}) {
    INFO(option);
    const Committing scene;
    const ProgramResult refused = scene.run({"commit", "-m", "fixed it", option, "README.md"});
    CHECK_THAT(refused.err, contains("name the paths again"));
    CHECK(scene.paste(refused, " README.md").status == 0);
    CHECK(scene.committed() == std::string(kSubject) + "README.md");
  }
}

namespace {

// Rewords the last two commits of the branch, with `todo` done to the list by sed.
ProgramResult reword(const Committing& scene, const std::string& todo, const std::string& message) {
  return scene.sh("git stash -q; GIT_SEQUENCE_EDITOR=\"sed -i '" + todo +
                  "'\" GIT_EDITOR='printf \"" + message + "\\n\" >' git rebase -q -i HEAD~2");
}

struct Rewording : Committing {
  Rewording() {
    sh("git stash -q");
    commit("hotfix: one", "one.js", "1\n");
    commit("hotfix: two", "two.js", "2\n");
    sh("git stash pop -q");
  }
  std::string subjects() const { return git({"log", "--format=%s", "-2", "hotfix/x"}); }
};

}  // namespace

TEST_CASE("a reworded commit of a hotfix branch is judged", "[hooks]") {
  const Rewording scene;
  const ProgramResult refused = reword(scene, "1s/^pick/reword/", "fixed it");
  CHECK(refused.status != 0);
  CHECK_THAT(refused.err, contains("commit-message"));
  CHECK_THAT(refused.err, contains("fix  git commit --amend -e -F "));
  CHECK(scene.paste(refused).status == 0);
  CHECK(scene.run({"rebase", "--continue"}).status == 0);
  CHECK(scene.subjects() == "hotfix: two\nhotfix: refuse a missing user");
}

TEST_CASE("a refused reword of a moved commit goes on to the next one", "[hooks]") {
  const Rewording scene;
  const ProgramResult refused = reword(scene, "1{h;d};2{s/^pick/reword/;G}", "fixed it");
  CHECK_THAT(refused.err, contains("git rebase --continue"));
  CHECK(scene.paste(refused).status == 0);
  CHECK(scene.run({"rebase", "--continue"}).status == 0);
  CHECK(scene.subjects() == "hotfix: one\nhotfix: refuse a missing user");
}

TEST_CASE("a good reword, and one of another branch, pass", "[hooks]") {
  const Rewording scene;
  CHECK(reword(scene, "1s/^pick/reword/", "hotfix: refuse nobody").status == 0);
  scene.git({"branch", "-q", "-m", "feature/x"});
  CHECK(reword(scene, "1s/^pick/reword/", "fixed it").status == 0);
}

TEST_CASE("a message of more than a MiB is judged by its beginning and kept whole", "[hooks]") {
  const Scene scene;
  const std::string text = "fixed it\n\n" + std::string(3 << 20, 'x') + "\n";
  CHECK(scene.judge(text).status == 1);
  CHECK(scene.kept() == text);
  CHECK(scene.judge("hotfix: refuse a missing user\n\n" + text).status == 0);
}

TEST_CASE("a message file that cannot be read blocks nobody, and says so", "[hooks]") {
  const Scene scene;
  scene.sh("mkfifo .git/pipe; mkdir .git/folder");
  for (const char* file : {".git/nothing", ".git/pipe", ".git/folder"}) {
    INFO(file);
    const ProgramResult result = scene.judge_file(file);
    CHECK(result.status == 0);
    CHECK_THAT(result.err, contains("NOT checked"));
  }
}

TEST_CASE("a message with a NUL byte is no accident of ours", "[hooks]") {
  CHECK(Scene().judge(std::string("hotfix: refuse\0nobody\n", 22)).status < 2);
}

TEST_CASE("a broken policy blocks no commit, and says so", "[hooks]") {
  Scene scene;
  scene.switch_to("kars-prod");
  scene.commit("chore: policy", ".hotfix.toml", "nonsense = 1\n");
  scene.git({"push", "-q", "origin", "kars-prod"});
  scene.switch_to("hotfix/x");
  const ProgramResult result = scene.judge("fixed it\n");
  CHECK(result.status == 0);
  CHECK_THAT(result.err, contains("NOT checked"));
  CHECK_THAT(result.err, contains("nonsense"));
}

TEST_CASE("outside a repository the hook blocks nobody", "[hooks]") {
  const TestRepo repo;
  repo.write("../message", "fixed it\n");
  const ProgramResult result =
      run_program({program("hotfix-commit-msg"), "message"}, repo.root(), repo.env());
  CHECK(result.status == 0);
  CHECK_THAT(result.err, contains("NOT checked"));
}

TEST_CASE("no escape sequence of a message reaches the terminal", "[hooks]") {
  CHECK_THAT(Scene().judge("\x1b[2Jfixed\x9b it\n").err, !contains("\x1b"));
}

TEST_CASE("the hook programs say who they are", "[hooks]") {
  for (std::string_view hook : kHooks) {
    const ProgramResult result = run_program({program(program_of(hook)), "--version"});
    CHECK(result.status == 0);
    CHECK_THAT(result.out, contains(program_of(hook) + " "));
  }
}

TEST_CASE("the hook programs say who starts them", "[hooks]") {
  for (std::string_view hook : kHooks) {
    for (const char* option : {"--help", "-h"}) {
      const ProgramResult result = run_program({program(program_of(hook)), option});
      CHECK(result.status == 0);
      CHECK_THAT(result.out,
                 contains("hotfix-lint install") && contains("man " + program_of(hook)));
    }
  }
}

}  // namespace hotfix
