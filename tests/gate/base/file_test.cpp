// SPDX-License-Identifier: MIT
#include "gate/base/file.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

namespace fs = std::filesystem;

// A folder that goes with the object.
struct Folder : TestRepo {
  std::string file(const std::string& name) const { return path() + "/" + name; }
  std::string text(const std::string& name) const {
    return read_file(file(name), 1000).value_or("?");
  }
  std::size_t files() const {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(path())) count += entry.is_directory() ? 0 : 1;
    return count;
  }
};

// No file of this process may grow beyond `bytes`.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_ = {};
  void (*handler_)(int);
};

}  // namespace

TEST_CASE("a file up to the limit is read whole, and of a larger one a byte more", "[gate]") {
  const Folder folder;
  folder.write("a", "12345");
  CHECK(read_file(folder.file("a"), 5) == "12345");
  CHECK(read_file(folder.file("a"), 4) == "12345");
  CHECK(read_file(folder.file("a"), 2) == "123");
  folder.write("empty", "");
  CHECK(read_file(folder.file("empty"), 5) == "");
}

TEST_CASE("a file without a size of its own is read to its end", "[gate]") {
  CHECK(read_file("/proc/self/stat", 1 << 20).value_or("").size() > 10);
  CHECK(read_file("/dev/zero", 300'000).value_or("").size() == 300'001);
}

TEST_CASE("what cannot be read says why", "[gate]") {
  const Folder folder;
  CHECK_FALSE(read_file(folder.file("none"), 5).has_value());
  CHECK(errno == ENOENT);
  CHECK_FALSE(read_file(folder.path(), 5).has_value());
  CHECK(errno == EISDIR);
}

TEST_CASE("a published file takes the place of the one before, with its rights", "[gate]") {
  const Folder folder;
  folder.write("a", "old");
  AtomicFile file(folder.file("a"), "new", 0600);
  CHECK(folder.text("a") == "old");
  REQUIRE(file.set_mode(0644));
  REQUIRE(file.publish());
  CHECK(folder.text("a") == "new");
  CHECK(fs::status(folder.file("a")).permissions() == fs::perms(0644));
  CHECK(folder.files() == 1);
}

TEST_CASE("a file that is not published leaves nothing", "[gate]") {
  const Folder folder;
  { const AtomicFile file(folder.file("a"), "new", 0600); }
  CHECK(folder.files() == 0);
}

TEST_CASE("a file that is to be kept is kept", "[gate]") {
  const Folder folder;
  folder.write("a", "old");
  CHECK_FALSE(AtomicFile(folder.file("a"), "new", 0600).publish(AtomicFile::Existing::keep));
  CHECK(folder.text("a") == "old");
  CHECK(AtomicFile(folder.file("b"), "new", 0600).publish(AtomicFile::Existing::keep));
  CHECK(folder.text("b") == "new");
  CHECK(folder.files() == 2);
}

TEST_CASE("a symbolic link is replaced by a published file, not followed", "[gate]") {
  const Folder folder;
  folder.write("target", "old");
  fs::create_symlink("target", folder.file("a"));
  REQUIRE(AtomicFile(folder.file("a"), "new", 0600).publish());
  CHECK(folder.text("target") == "old");
  CHECK_FALSE(fs::is_symlink(folder.file("a")));
}

TEST_CASE("what is no file, and a link to a device or a stream, keeps its place", "[gate]") {
  const Folder folder;
  const std::string pipe = folder.file("pipe"), link = folder.file("link");
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  {
    AtomicFile file(pipe, "x", 0600);
    CHECK_FALSE(file.publish());
    CHECK(file.error() == EEXIST);
  }
  CHECK(fs::is_fifo(pipe));
  for (const char* target : {"/dev/null", "/proc/self/fd/0"}) {
    CAPTURE(target);
    fs::create_symlink(target, link);
    CHECK_FALSE(AtomicFile(link, "x", 0600).publish());
    CHECK(fs::is_symlink(link));
    fs::remove(link);
  }
  CHECK(folder.files() == 1);
}

TEST_CASE("a file that cannot be written whole leaves the old one, and says why", "[gate]") {
  const Folder folder;
  folder.write("a", "old");
  const FileSizeLimit limit(10);
  AtomicFile file(folder.file("a"), std::string(100, 'x'), 0600);
  CHECK(file.error() == EFBIG);
  CHECK_FALSE(file.set_mode(0644));
  CHECK_FALSE(file.publish());
  CHECK(file.error() == EFBIG);
  CHECK(folder.text("a") == "old");
}

TEST_CASE("a file in a folder that is not there says so", "[gate]") {
  const Folder folder;
  AtomicFile file(folder.file("none/a"), "new", 0600);
  CHECK(file.error() == ENOENT);
  CHECK_FALSE(file.publish());
}
