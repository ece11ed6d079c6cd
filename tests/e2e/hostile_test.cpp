// SPDX-License-Identifier: MIT
// Input that is broken or means harm: never a crash, never a pass, never raw on the terminal.
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/e2e/gate_scene.h"
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

const std::string kZero(40, '0');

// Everything but the line ends is printable: no ESC, no C1, no bidirectional override.
bool tame(const std::string& text) {
  const bool no_controls = std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return c == '\n' || (c >= 0x20 && c != 0x7f);
  });
  return no_controls && text.find("\xe2\x80\xae") == std::string::npos &&
         text.find("\xc2\x9b") == std::string::npos;
}

constexpr auto kWild =
    "hotfix: \x1b[2J\x1b]0;owned\x07 \xe2\x80\xae \xc2\x9b"
    "31m \r over";

void require_bad_line(const Scene& scene, const std::string& input, const std::string& number) {
  const ProgramResult result = scene.pre_push({"origin", scene.path()}, input);
  INFO(result.err);
  REQUIRE(result.status == 2);
  REQUIRE(result.out.empty());
  REQUIRE_THAT(result.err, contains(number));
}

// Has git write a commit-graph, and gives every commit in it another tree.
void forge_commit_graph(const std::string& repository) {
  constexpr std::size_t kRow = 36;
  REQUIRE(run_program({"git", "commit-graph", "write", "--reachable"}, repository).status == 0);
  const std::string path = repository + "/.git/objects/info/commit-graph";
  std::ifstream whole(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(whole), {});
  const auto offset = [&](std::size_t entry) {
    std::size_t value = 0;
    for (std::size_t i = 4; i < 12; ++i) {
      value = value << 8 | static_cast<unsigned char>(bytes.at(entry + i));
    }
    return value;
  };
  const std::size_t rows = bytes.find("CDAT");
  for (std::size_t at = offset(rows); at < offset(rows + 12); at += kRow) bytes[at] ^= 1;
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string deletion(const std::string& branch) {
  return "(delete) " + kZero + " refs/heads/" + branch + " " + kZero + "\n";
}

}  // namespace

TEST_CASE("pre-push input that git would never write exits 2 with its line", "[e2e]") {
  Scene scene;
  const std::string id = scene.id("HEAD");
  const std::string good = "refs/heads/f " + id + " refs/heads/f " + kZero + "\n";
  require_bad_line(scene, "garbage\n", "1");
  require_bad_line(scene, good + good + "refs/heads/f " + id + "\n", "3");
  require_bad_line(scene, good + "refs/heads/f xyz refs/heads/f " + kZero + "\n", "2");
  require_bad_line(scene, good + "a " + id + " refs/heads/f " + kZero + " extra\n", "2");
  require_bad_line(scene, good + std::string("\0\0\0\n", 4), "2");
  require_bad_line(scene, good + std::string(2 << 20, 'x') + "\n", "2");
}

TEST_CASE("pre-push with an id that names nothing does not pass as judged", "[e2e]") {
  Scene scene;
  const std::string nothing(40, 'a');
  const ProgramResult result =
      scene.pre_push({"origin", scene.bare()},
                     "refs/heads/hotfix/x " + nothing + " refs/heads/hotfix/x " + kZero + "\n");
  INFO(result.err);
  REQUIRE(result.status <= 2);
  REQUIRE(result.out.empty());
  REQUIRE_FALSE(result.err.empty());
}

TEST_CASE("the deletion of a branch that was never seen is no crash", "[e2e]") {
  Scene scene;
  const ProgramResult result = scene.pre_push({"origin", scene.bare()}, deletion("hotfix/unknown"));
  INFO(result.err);
  REQUIRE(result.status <= 1);
}

TEST_CASE("three thousand refs in one push are all read", "[e2e]") {
  Scene scene;
  const std::string id = scene.id("HEAD");
  std::string input;
  for (int i = 0; i < 3000; ++i) {
    const std::string ref = "refs/heads/feature/" + std::to_string(i);
    input += ref + " " + id + " " + ref + " " + kZero + "\n";
  }
  const ProgramResult result = scene.pre_push({"origin", scene.bare()}, input);
  REQUIRE(result.status == 0);
  REQUIRE(result.err.empty());
}

TEST_CASE("a commit subject cannot drive the terminal", "[e2e]") {
  Scene scene;
  scene.commit_on("kars-dev", kWild, "src/wild.js", "// wild\n");
  scene.push_unseen({"origin", "kars-dev"});
  scene.switch_new("hotfix/from-dev", "kars-dev");
  scene.fix_login(kWild);
  for (const ProgramResult& result :
       {scene.lint(), scene.lint({"--color", "never"}), scene.push({"origin", "HEAD"})}) {
    INFO(result.out << result.err);
    REQUIRE(result.status == 1);
    REQUIRE(tame(result.out));
    REQUIRE(tame(result.err));
  }
}

TEST_CASE("a path cannot drive the terminal", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/paths", "origin/kars-prod");
  scene.commit("hotfix: a path", "src/\x1b[2J\n::error::x\xff.js", lines(500));
  const ProgramResult result = scene.lint();
  INFO(result.out << result.err);
  REQUIRE(result.status == 1);
  REQUIRE(tame(result.out));
  REQUIRE(result.out.find("\n::error::") == std::string::npos);
}

TEST_CASE("a password in the URL of a push is never printed", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/x", "kars-dev");
  const std::string tip = scene.fix_login();
  const std::string url = "https://kim:s3cret@example.com/kars.git";
  const std::string line = "refs/heads/hotfix/x " + tip + " refs/heads/hotfix/x " + kZero + "\n";
  for (const std::string& input : {line, std::string("garbage\n"), deletion("kars-prod")}) {
    const ProgramResult result = scene.pre_push({url, url}, input);
    INFO(result.err);
    REQUIRE_FALSE(result.err.empty());
    REQUIRE(result.err.find("s3cret") == std::string::npos);
  }
}

TEST_CASE("without production to compare with, a push goes through loudly", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  scene.git({"branch", "-q", "-D", "kars-prod"});
  const ProgramResult pushed = scene.push({"-q", "origin", "HEAD"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
  REQUIRE_THAT(pushed.err, contains("git fetch origin"));
}

TEST_CASE("a corrupt packed-refs file does not make production look absent", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.git({"pack-refs", "--all"});
  // Without its header, git cannot jump over the bad line either.
  scene.sh("{ echo garbage; sed 1d .git/packed-refs; } > .git/new; mv .git/new .git/packed-refs");
  const ProgramResult result = scene.lint();
  INFO(result.out << result.err);
  REQUIRE(result.status >= 2);
  REQUIRE(result.status <= 3);
}

TEST_CASE("a damaged commit is undecided, not passed", "[e2e]") {
  Scene scene;
  const std::string tip = scene.good_hotfix();
  scene.commit("hotfix: on top", "src/health.js", "// x\n");
  std::filesystem::remove(scene.path() + "/.git/objects/" + tip.substr(0, 2) + "/" + tip.substr(2));
  REQUIRE(scene.lint().status == 3);
}

TEST_CASE("attributes cannot hide a big change", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.write(".gitattributes", "* binary -diff\n");
  scene.write(".git/info/attributes", "* binary -diff\n");
  scene.commit("hotfix: hidden", "src/hidden.js", lines(500));
  const auto rules = blamed(scene.lint_json());
  REQUIRE(std::count(rules.begin(), rules.end(), "minimal-diff") == 1);
}

TEST_CASE("nothing that a repository configures is run", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  const std::string trap = "touch " + scene.root() + "/sprung";
  scene.write(".git/info/attributes", "* filter=trap diff=trap\n");
  for (const char* key : {"core.fsmonitor", "diff.external", "diff.trap.command",
                          "diff.trap.textconv", "filter.trap.clean", "filter.trap.smudge",
                          "core.pager", "core.sshCommand", "credential.helper"}) {
    scene.git({"config", key, trap});
  }
  for (const char* alias : {"alias.rev-parse", "alias.rev-list", "alias.config", "alias.diff"}) {
    scene.git({"config", alias, "!" + trap});
  }
  REQUIRE(scene.lint().status == 0);
  REQUIRE_FALSE(std::filesystem::exists(scene.root() + "/sprung"));
}

TEST_CASE("a replaced commit is judged as it really is", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/replaced", "origin/kars-prod");
  const std::string bad = scene.commit("hotfix: all of it", "src/all.js", lines(500));
  scene.good_hotfix();
  scene.git({"replace", bad, "HEAD"});
  REQUIRE(scene.lint({"hotfix/replaced"}).status == 1);
}

TEST_CASE("judging writes nothing into the repository but notes of its own", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  const std::string census = "find . -type f -not -path './.git/hotfix/*' -exec cksum {} + | sort";
  const std::string before = scene.sh(census).out;
  REQUIRE(scene.lint().status == 0);
  REQUIRE(scene.sh(census).out == before);
}

namespace {

// Every program that reads the repository, in its ordinary use, each with `before` in front.
std::vector<ProgramResult> run_all(const Scene& scene, const std::string& before = "") {
  const std::string head = scene.id("HEAD");
  scene.write(".git/MESSAGE", "hotfix: refuse a missing user\n");
  const std::string push = "refs/heads/hotfix/x " + head + " refs/heads/hotfix/x " + kZero + "\n";
  const auto start = [&](const std::string& command, const std::string& input = "") {
    return scene.exec({"sh", "-c", before + command}, input);
  };
  return {start(program("hotfix-lint")),
          start(program("hotfix-lint") + " audit"),
          start(program("hotfix-lint") + " landed HEAD"),
          start(program("hotfix-gate") + " --event ledger"),
          start(program("hotfix-pre-push") + " origin url", push),
          start(program("hotfix-commit-msg") + " .git/MESSAGE")};
}

std::string file_ending(const std::string& folder, const std::string& end) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().string().ends_with(end)) return entry.path().string();
  }
  return {};
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a pack index that lies about its size is undecided for every program", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.git({"repack", "-adq"});
  const std::string index = file_ending(scene.path() + "/.git/objects/pack", ".idx");
  std::string bytes = bytes_of(index);
  std::fill_n(bytes.begin() + 8, 1024, '\xff');
  std::filesystem::permissions(index, std::filesystem::perms::owner_all);
  std::ofstream(index, std::ios::binary) << bytes;
  for (const ProgramResult& result : run_all(scene)) {
    INFO(result.err);
    CHECK((result.status == 3 || result.status == 0));  // a hook lets it go, and says so
    CHECK_THAT(result.err + result.out, contains(".idx is damaged"));
  }
}

TEST_CASE("a commit-graph that lies is not gone by, and a person is told", "[e2e]") {
  Scene scene;
  const std::string tip = scene.good_hotfix();
  forge_commit_graph(scene.path());
  const ProgramResult linted = scene.lint();
  CHECK(linted.status == 0);
  CHECK_THAT(linted.out, contains("the commit-graph is wrong about commit "));
  CHECK_THAT(linted.out, contains("git commit-graph write --reachable"));
  scene.commit("hotfix: all of it", "src/all.js", lines(500));
  const std::string line = "refs/heads/hotfix/missing-user " + scene.id("HEAD") +
                           " refs/heads/hotfix/missing-user " + kZero + "\n";
  CHECK(scene.pre_push({"origin", scene.bare()}, line).status == 1);
  const ProgramResult audited = scene.exec({program("hotfix-lint"), "audit"});
  CHECK((audited.status == 3 || audited.out.find("the commit-graph") == std::string::npos));
}

TEST_CASE("a commit that was cut short is damaged, and nobody waits for it", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  const std::string id = scene.id("origin/kars-prod");
  const std::string file = scene.path() + "/.git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
  std::filesystem::permissions(file, std::filesystem::perms::owner_write,
                               std::filesystem::perm_options::add);
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  const ProgramResult linted = scene.lint();
  CHECK(linted.status == 3);
  CHECK_THAT(linted.out + linted.err, contains("is damaged"));
}

TEST_CASE("hotfix-gate does not read a commit-graph that was left in its clone", "[e2e]") {
  GateScene scene = with_hotfix();
  scene.check_out();
  forge_commit_graph(scene.clone);
  require_passed(scene.judge_pull_request(scene.event("pull_request_opened"), scene.live()));
}

TEST_CASE("64 KiB of stack are enough for every program", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  std::string folder;
  for (int i = 0; i < 200; ++i) folder += "deep/";
  scene.commit("hotfix: keep it deep", folder + "a.js", "use(1);\n");
  const auto usual = run_all(scene), small = run_all(scene, "ulimit -s 64; exec ");
  for (std::size_t i = 0; i < usual.size(); ++i) {
    INFO(i << small[i].err);
    CHECK(small[i].status == usual[i].status);
    CHECK(small[i].out == usual[i].out);
  }
}

TEST_CASE("a policy on a pipe that nobody writes to is given up", "[e2e]") {
  Scene scene;
  scene.sh("mkfifo pipe");
  const ProgramResult silent = scene.lint({"--policy", "pipe", "kars-dev"});
  CHECK(silent.status == 2);
  CHECK_THAT(silent.err, contains("pipe: cannot be read: nobody wrote to it in ten seconds"));
  const ProgramResult written =
      scene.sh("echo 'productoin = 1' > pipe & " + program("hotfix-lint") + " --policy pipe || :");
  CHECK_THAT(written.err, contains("did you mean 'production'"));
}

TEST_CASE("a subject of five megabytes is told in a few lines", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.write(".git/MESSAGE", "hotfix: " + std::string(5'000'000, 'x'));
  scene.git({"commit", "-q", "--no-verify", "--allow-empty", "-F", ".git/MESSAGE"});
  for (const ProgramResult& result :
       {scene.lint(), scene.lint({"--format", "json"}), scene.push({"origin", "HEAD"}),
        scene.sh(program("hotfix-commit-msg") + " .git/MESSAGE || :")}) {
    CHECK(result.out.size() + result.err.size() < 20'000);
    CHECK_THAT(result.out + result.err, contains("..."));
  }
}

TEST_CASE("a date beyond all calendars is a date within them", "[e2e]") {
  Scene scene;
  scene.switch_to("kars-prod");
  scene.fix_login();
  const std::string raw = scene.git({"cat-file", "commit", "HEAD"});
  const auto at = raw.find("\ncommitter ");
  const auto mail = raw.find('>', at), end = raw.find('\n', at + 1);
  const std::string dated = raw.substr(0, mail + 2) + "9223372036854775807 +0000" + raw.substr(end);
  scene.write(".git/COMMIT", dated + "\n");
  const std::string id =
      scene.git({"hash-object", "-t", "commit", "-w", "--literally", ".git/COMMIT"});
  scene.git({"update-ref", "refs/remotes/origin/kars-prod", id});
  const ProgramResult audit = scene.lint({"audit", "--format", "json"});
  INFO(audit.out << audit.err);
  CHECK((audit.status == 0 || audit.status == 1));
  CHECK(audit.out.find("\"-") == std::string::npos);       // no year before our era
  CHECK(audit.out.find("\"23737-") == std::string::npos);  // what the system's calendar makes of it
}

namespace {

struct Deletions {
  ProgramResult result;
  double seconds = 0;  // of the processor: a busy machine does not add to them
};

// What the programs that have ended so far kept the processor busy.
double seconds_of_children() {
  rusage usage{};
  REQUIRE(getrusage(RUSAGE_CHILDREN, &usage) == 0);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// Deletes so many hotfix branches in one push, after production and development moved on by as many
// commits: each with the change of one of the branches, or with something else.
Deletions delete_branches(int count, bool are_landed) {
  Scene scene;
  std::string stream, input;
  int mark = 0;
  const auto commit = [&](const std::string& ref, const std::string& from, const std::string& file,
                          const std::string& text) {
    const std::string words = "hotfix: " + text;
    ++mark;
    stream += "commit " + ref + "\nmark :" + std::to_string(mark) + "\ncommitter A <a@b.c> " +
              std::to_string(TestRepo::kEpoch + 100'000 + mark) + " +0000\ndata " +
              std::to_string(words.size()) + "\n" + words + "\nfrom " + from +
              "\nM 100644 inline src/" + file + "\ndata " + std::to_string(text.size()) + "\n" +
              text + "\n";
    return ":" + std::to_string(mark);
  };
  const std::string base = scene.id("kars-prod");
  std::string production = base, development = scene.id("kars-dev");
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i), folder = "d" + std::to_string(i % 50) + "/";
    const std::string fix = "fix(" + number + ");\n", other = "other(" + number + ");\n";
    const std::string file = folder + "m" + number + ".js";
    commit("refs/heads/hotfix/n" + number, are_landed ? production : base, file, fix);
    const std::string& text = are_landed ? fix : other;
    const std::string there = are_landed ? file : folder + "other.js";
    production = commit("refs/remotes/origin/kars-prod", production, there, text);
    development = commit("refs/remotes/origin/kars-dev", development, there, text);
  }
  REQUIRE(scene.run({"fast-import", "--quiet", "--force"}, stream).status == 0);
  const std::string refs =
      scene.git({"for-each-ref", "--format=%(refname) %(objectname)", "refs/heads/hotfix/"});
  std::istringstream lines(refs);
  for (std::string line; std::getline(lines, line);) {
    input += "(delete) " + kZero + " " + line + "\n";
  }
  const double before = seconds_of_children();
  Deletions deletions;
  deletions.result = scene.pre_push({"origin", scene.bare()}, input);
  deletions.seconds = seconds_of_children() - before;
  return deletions;
}

// What was measured of a thousand is about ten times what a hundred take. It would be a
// hundred times, were each branch looked for among all the others.
void require_linear(double seconds, bool are_landed) {
  const double few = delete_branches(100, are_landed).seconds;
  CAPTURE(few, seconds);
  CHECK(seconds < 30 * few);
}

}  // namespace

TEST_CASE("a thousand landed branches are deleted in the time of a few", "[e2e]") {
  const Deletions deletions = delete_branches(1000, true);
  INFO(deletions.result.err.substr(0, 500));
  CHECK(deletions.result.status == 0);
  CHECK(deletions.result.err.empty());
  require_linear(deletions.seconds, true);
}

TEST_CASE("a thousand branches that nobody released are refused as quickly", "[e2e]") {
  const Deletions deletions = delete_branches(1000, false);
  CHECK(deletions.result.status == 1);
  CHECK_THAT(deletions.result.err, contains("hotfix/n999"));
  require_linear(deletions.seconds, false);
}

TEST_CASE("an object whose content is another's is damaged, above all the policy", "[e2e]") {
  Scene scene;
  scene.switch_to("kars-prod");
  scene.commit("chore: policy", ".hotfix.toml", "[rules.tests-present]\nlevel = \"error\"\n");
  scene.push_unseen({"origin", "kars-prod"});
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login();
  REQUIRE(scene.lint().status == 1);
  scene.write("lax", "[rules.tests-present]\nlevel = \"off\"\n");
  const auto file_of = [&](const std::string& id) {
    return scene.path() + "/.git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
  };
  const std::string lax = file_of(scene.git({"hash-object", "-w", "lax"}));
  const std::string policy = file_of(scene.id("kars-prod:.hotfix.toml"));
  std::filesystem::remove(policy);
  std::filesystem::copy_file(lax, policy);
  const ProgramResult lint = scene.lint();
  INFO(lint.out << lint.err);
  REQUIRE(lint.status == 3);
  REQUIRE_THAT(lint.err, contains("is damaged"));
}
