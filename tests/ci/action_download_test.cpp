// SPDX-License-Identifier: MIT
// The action takes its programs from a release of its own, or builds them.
#include <filesystem>
#include <fstream>
#include <set>

#include "tests/ci/action_source.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace hotfix;
using namespace hotfix::test;

namespace fs = std::filesystem;

namespace {

const std::string kName = "hotfix-gate-0.1.0-linux-x64";
const std::string kFile = kName + ".tar.gz";

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A release behind https, and an action whose commit names it. `curl` finds github.com here.
struct Release : ActionSource {
  std::string folder = scene.repo.root() + "/release";

  Release() : ActionSource(kGoodBuild) {
    fs::create_directories(folder + "/" + kName + "/bin");
    scene.fake_program("uname",
                       "[ \"$1\" = -sm ] || exec /usr/bin/uname \"$@\"\n"
                       "echo Linux x86_64\n");
    pack("cp " + build_folder() + "/hotfix-gate bin/");
    serve();
  }
  ~Release() { scene.repo.sh("kill $(cat " + folder + "/pid)"); }

  // Makes the file of the release of what `script` puts into bin/, and commits to it.
  void pack(const std::string& script) {
    scene.repo.sh("cd " + folder + "/" + kName + " && " + script + " && cd .. && tar -czf " +
                  kFile + " " + kName);
    const std::string sum = scene.repo.sh("sha256sum <" + folder + "/" + kFile).out.substr(0, 64);
    write("ci/action/artefacts", "# none\n" + sum + "  " + kFile + "\n");
  }

  void trouble(const std::string& word) const { std::ofstream(folder + "/trouble") << word; }
  std::string requests() const { return read(folder + "/requests"); }

  // The step alone; the rest of the action takes longer.
  ProgramResult download(const std::string& repository = "kars/hotfix-gate") {
    return run_program({root + "/ci/action/download"}, scene.workspace,
                       {"PATH=" + scene.fake + ":" + std::getenv("PATH"),
                        "GITHUB_SERVER_URL=https://github.com", "RUNNER_TEMP=" + scene.temp,
                        "ACTION_REPOSITORY=" + repository, "GITHUB_OUTPUT=" + output()});
  }
  std::string output() const { return scene.repo.root() + "/output"; }

 private:
  void serve() {
    const std::string server = source_folder() + "/tests/ci/release_server.mjs";
    const ProgramResult started = scene.repo.sh(
        "cd " + folder +
        "\nopenssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=github.com -addext subjectAltName=DNS:github.com -keyout key.pem -out cert.pem "
        "2>openssl.log\nnode " +
        server +
        " . >server.log 2>&1 &\necho $! >pid\n"
        "for i in $(seq 200); do [ ! -s ports ] || exit 0; sleep 0.05; done\ncat server.log; exit "
        "1");
    INFO(started.out);
    REQUIRE(started.status == 0);
    scene.fake_program("curl", "read -r secure plain <" + folder +
                                   "/ports\nexec /usr/bin/curl --cacert " + folder +
                                   "/cert.pem --connect-to :443:127.0.0.1:$secure --connect-to "
                                   ":80:127.0.0.1:$plain \"$@\"\n");
  }
};

}  // namespace

TEST_CASE("a release whose digest the action names is run, and nothing is built",
          "[scripts][action]") {
  Release release;
  const ActionRun run = release.run();
  INFO(run.log());
  CHECK(run.status == 0);
  CHECK_FALSE(release.built());
  CHECK_FALSE(run.ran("Restore the programs"));
  CHECK_FALSE(run.ran("Save the programs"));
  CHECK(run.ran("Judge"));
  CHECK(run.output("programs") == release.scene.temp + "/hotfix-gate-release/bin");
  CHECK(release.requests() == "github.com /kars/hotfix-gate/releases/download/v0.1.0/" + kFile +
                                  "\ngithub.com /assets/" + kFile + "\n");
}

TEST_CASE("a release with another digest is an error: it is not run, and nothing is built for it",
          "[scripts][action]") {
  Release release;
  const std::string named = read(release.root + "/ci/action/artefacts");
  release.pack("printf '#!/bin/sh\\ntouch " + release.scene.repo.root() +
               "/ran\\n' >bin/hotfix-gate");
  release.write("ci/action/artefacts", named);
  const ActionRun run = release.run();
  INFO(run.log());
  CHECK(run.status == 3);
  CHECK_THAT(run.log(), contains("::error title=hotfix-gate::") &&
                            contains("is not what this commit of the action names") &&
                            contains("not " + named.substr(7, 64)));
  CHECK_FALSE(fs::exists(release.scene.repo.root() + "/ran"));
  CHECK_FALSE(release.built());
  CHECK_FALSE(run.ran("Judge"));
}

TEST_CASE("a release that cannot be had is said, and the programs are built", "[scripts][action]") {
  Release release;
  fs::remove(release.folder + "/" + kFile);
  const ActionRun run = release.run();
  INFO(run.log());
  CHECK(run.status == 0);
  CHECK(release.built());
  CHECK(run.ran("Save the programs"));
  CHECK_THAT(run.log(), contains("::notice title=hotfix-gate::hotfix-gate is built from source, "
                                 "which takes minutes: https://github.com/kars/") &&
                            contains("404"));
}

TEST_CASE("a download ends in time, in size and in redirects, and stays encrypted",
          "[scripts][action]") {
  Release release;
  const auto gives_up = [&](const std::string& word) {
    const ProgramResult done = release.download();
    INFO(word << '\n' << done.out << done.err);
    CHECK(done.status == 0);
    CHECK_THAT(done.out, contains("::notice") && contains("could not be downloaded: "));
    CHECK_FALSE(fs::exists(release.output()));
  };
  for (const std::string word : {"loop", "plain", "endless"}) {
    release.trouble(word);
    gives_up(word);
  }
  release.scene.fake_program("curl", "echo no route >&2; exit 7\n");
  gives_up("nobody is there");
}

TEST_CASE("a server that is busy is asked again", "[scripts][action]") {
  Release release;
  release.trouble("busy");
  CHECK(release.download().status == 0);
  CHECK_THAT(read(release.output()), contains("programs=" + release.scene.temp));
}

TEST_CASE("a release that does not run here is said, and the programs are built",
          "[scripts][action]") {
  Release release;
  release.pack("echo no program >bin/hotfix-gate");
  const ProgramResult done = release.download();
  CHECK(done.status == 0);
  CHECK_THAT(done.out, contains("::notice") && contains("does not run here"));
  CHECK_FALSE(fs::exists(release.output()));
}

TEST_CASE("where no release is named for the system, or the action is a folder, nobody is asked",
          "[scripts][action]") {
  Release release;
  const ProgramResult folder = release.download("");
  CHECK(folder.status == 0);
  CHECK_THAT(folder.out, contains("::notice"));
  release.scene.fake_program("uname", "echo Darwin arm64\n");
  const ProgramResult elsewhere = release.download();
  CHECK(elsewhere.status == 0);
  CHECK(elsewhere.out == "no release of hotfix-gate for this system: it is built\n");
  CHECK(release.requests().empty());
  CHECK_FALSE(fs::exists(release.output()));
}

TEST_CASE("what the action names is one digest a system, all of this version",
          "[scripts][action]") {
  const std::string lists = read(source_folder() + "/CMakeLists.txt"),
                    before = "(hotfix-gate VERSION ";
  const auto from = lists.find(before) + before.size();
  const std::string name = "  hotfix-gate-" + lists.substr(from, lists.find(' ', from) - from);
  std::set<std::string> files;
  std::ifstream file(source_folder() + "/ci/action/artefacts");
  for (std::string text; std::getline(file, text);) {
    if (text.starts_with("#")) continue;
    INFO(text);
    CHECK(text.find_first_not_of("0123456789abcdef") == 64);
    const std::string rest = text.substr(64);
    CHECK((rest == name + "-linux-x64.tar.gz" || rest == name + "-linux-arm64.tar.gz"));
    CHECK(files.insert(rest).second);
  }
}
