// SPDX-License-Identifier: MIT
#include "tests/npm/npm_scene.h"

#include <signal.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "gate/base/file.h"
#include "tests/docs/page.h"
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

std::string text_of(const std::string& file) {
  return read_file(file, std::size_t{1} << 20).value_or("");
}

void put_executable(const std::string& file, const std::string& script) {
  fs::create_directories(fs::path(file).parent_path());
  std::ofstream(file) << "#!/bin/sh\n" << script << "\n";
  fs::permissions(file, fs::perms::owner_all);
}

std::string require_done(const ProgramResult& done) {
  INFO(done.out << done.err);
  REQUIRE(done.status == 0);
  return done.out + done.err;
}

// The executable as an archive of a release has it, and one that says it is for arm64: nothing of
// that one runs here.
struct Packed : TestRepo {
  Packed() {
    const std::string one = programs() + "/one/bin", other = programs() + "/other/hotfix";
    fs::create_directories(one);
    fs::create_directories(programs() + "/other");
    require_done(run_program({"strip", "-o", one + "/hotfix", program("hotfix")}));
    fs::copy(one + "/hotfix", other);
    std::fstream arm64(other, std::ios::in | std::ios::out | std::ios::binary);
    constexpr auto kMachine = 18;  // where an ELF file names the processor
    arm64.seekp(kMachine).put('\xb7');
    arm64.close();
    write("programs/one/share/doc/hotfix-gate/licences/README", "The licences.\n");
    require_done(run_program(
        {test::source_folder() + "/ci/npm/pack", "--programs", programs(), tarballs()}));
  }
  std::string programs() const { return path() + "/programs"; }
  std::string tarballs() const { return root() + "/tarballs"; }
};

const Packed& packed() {
  static const Packed packed;
  return packed;
}

// It answers for as long as the tests run.
class Registry {
 public:
  Registry() {
    const ProgramResult started = run_program(
        {"sh", "-c", R"(node "$0" "$1/port" "$1" "$2" >"$1/log" 2>&1 </dev/null & echo $!)",
         test::source_folder() + "/tests/npm/registry.mjs", packed_folder(),
         test::source_folder() + "/build/ci-tools/managers"});
    process_ = std::stoi(started.out);
    for (int i = 0; i < 200 && port().empty(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    INFO(text_of(packed_folder() + "/log"));
    REQUIRE_FALSE(port().empty());
  }
  ~Registry() { kill(process_, SIGTERM); }
  std::string url() const { return "http://127.0.0.1:" + port() + "/"; }

 private:
  static std::string port() { return text_of(packed_folder() + "/port"); }

  pid_t process_ = 0;
};

void land_on_both(Scene& repo) {
  repo.commit("chore: tools");
  repo.push_unseen({"origin", "kars-prod"});
  repo.git({"switch", "-q", "kars-dev"});
  repo.git({"-c", "core.hooksPath=/dev/null", "merge", "-q", "--no-edit", "kars-prod"});
  repo.push_unseen({"origin", "kars-dev"});
  repo.git({"switch", "-q", "kars-prod"});
}

struct Original : Scene {
  Original() {
    REQUIRE(lint({"uninstall"}).status == 0);
    write("package.json", "{\"name\": \"kars\", \"version\": \"1.4.0\", \"private\": true}\n");
    write(".gitignore", "node_modules\n");
    land_on_both(*this);
  }
};

}  // namespace

std::string packed_folder() { return packed().tarballs(); }

NpmProject::NpmProject() : Scene(made_once<Original>()) {
  static const Registry registry;
  static const std::string url = registry.url(), cache = packed().root() + "/cache";
  variables_.emplace_back("npm_config_registry", url.c_str());
  variables_.emplace_back("npm_config_cache", cache.c_str());
  variables_.emplace_back("YARN_CACHE_FOLDER", (cache + "/yarn").c_str());
  variables_.emplace_back("no_proxy", "127.0.0.1");
  for (const char* chatter :
       {"npm_config_audit", "npm_config_fund", "npm_config_update_notifier"}) {
    variables_.emplace_back(chatter, "false");
  }
  variables_.emplace_back("CI", nullptr);  // hook managers do nothing there
}

std::string NpmProject::shell(const std::string& commands) const {
  INFO(commands);
  return require_done(sh(commands));
}

void NpmProject::land() { land_on_both(*this); }

void NpmProject::require_guarded() {
  const std::string folder = root() + "/no-node";
  put_executable(folder + "/node", "echo \"$@\" >>" + folder + "/mark; exit 1");
  const Variable path("PATH", (folder + ":" + std::getenv("PATH")).c_str());
  switch_new("hotfix/untested", "origin/kars-prod");
  fix_login();
  const ProgramResult refused = push({"origin", "hotfix/untested"});
  INFO(refused.out << refused.err);
  CHECK(refused.status == 1);
  CHECK_THAT(refused.out + refused.err, contains("  tests-present  "));
  CHECK(remote_id("hotfix/untested").empty());
  const ProgramResult message = run({"commit", "--allow-empty", "-m", "no good"});
  CHECK(message.status == 1);
  CHECK_THAT(message.out + message.err, contains("  commit-message  "));
  good_hotfix("hotfix/tested");
  require_done(push({"origin", "hotfix/tested"}));
  CHECK(remote_id("hotfix/tested") == id("hotfix/tested"));
  CHECK(text_of(folder + "/mark") == "");
}

std::string NpmProject::printed_below(const std::string& head) const {
  const ProgramResult said = sh("node_modules/.bin/hotfix-lint install");
  return lines_below(said.out + said.err, head);
}

std::string fenced(const std::string& page, const std::string& heading,
                   const std::string& language) {
  std::string text;
  for (const docs::Block& block : docs::read_page(".github/docs/" + page).blocks) {
    if (block.heading == heading && block.kind == language) text += docs::joined(block.lines);
  }
  INFO(page << ": " << heading);
  REQUIRE_FALSE(text.empty());
  return text;
}

}  // namespace hotfix
