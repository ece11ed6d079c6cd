// SPDX-License-Identifier: MIT
#include "gate/base/private_file.h"

#include <sys/stat.h>

#include <filesystem>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

namespace fs = std::filesystem;

struct Folder : TestRepo {
  std::string folder() const { return root() + "/private"; }
  PrivateFile file() const { return {folder(), "data"}; }
  std::string name() const { return folder() + "/data"; }
};

}  // namespace

TEST_CASE("a private file comes back as it was written", "[gate]") {
  const Folder scene;
  const std::string bytes("a\0b\n", 4);
  CHECK_FALSE(scene.file().read(100).has_value());
  REQUIRE(scene.file().write(bytes));
  CHECK(scene.file().read(100) == bytes);
  CHECK(fs::status(scene.name()).permissions() == fs::perms(0600));
  CHECK(fs::status(scene.folder()).permissions() == fs::perms(0700));
}

TEST_CASE("a private file over the limit is as good as none", "[gate]") {
  const Folder scene;
  REQUIRE(scene.file().write("12345"));
  CHECK(scene.file().read(5) == "12345");
  CHECK_FALSE(scene.file().read(4).has_value());
}

TEST_CASE("of several that create a private file the first wins", "[gate]") {
  const Folder scene;
  CHECK(scene.file().create("first"));
  CHECK_FALSE(scene.file().create("second"));
  CHECK(scene.file().read(100) == "first");
}

TEST_CASE("a file that others may write is not believed", "[gate]") {
  const Folder scene;
  REQUIRE(scene.file().write("data"));
  fs::permissions(scene.name(), fs::perms(0620));
  CHECK_FALSE(scene.file().read(100).has_value());
}

TEST_CASE("in a folder that others may write nothing is read or written", "[gate]") {
  const Folder scene;
  REQUIRE(scene.file().write("data"));
  fs::permissions(scene.folder(), fs::perms(0770));
  CHECK_FALSE(scene.file().read(100).has_value());
  CHECK_FALSE(scene.file().write("other"));
}

TEST_CASE("a private file is not read through a symbolic link", "[gate]") {
  const Folder scene;
  REQUIRE(scene.file().write("data"));
  fs::rename(scene.name(), scene.folder() + "/elsewhere");
  fs::create_symlink("elsewhere", scene.name());
  CHECK_FALSE(scene.file().read(100).has_value());
  fs::create_directory_symlink(scene.folder(), scene.root() + "/linked");
  CHECK_FALSE(PrivateFile(scene.root() + "/linked", "elsewhere").read(100).has_value());
}

TEST_CASE("a pipe in the place of a private file keeps nobody waiting", "[gate]") {
  const Folder scene;
  fs::create_directory(scene.folder());
  fs::permissions(scene.folder(), fs::perms(0700));
  REQUIRE(mkfifo(scene.name().c_str(), 0600) == 0);
  CHECK_FALSE(scene.file().read(100).has_value());
}
