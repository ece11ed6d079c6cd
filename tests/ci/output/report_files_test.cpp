// SPDX-License-Identifier: MIT
#include "ci/output/report_files.h"

#include <filesystem>
#include <functional>

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

namespace fs = std::filesystem;

std::string reason_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Undecidable& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a written file is read back whole", "[ci]") {
  const TestRepo folder;
  const std::string path = folder.root() + "/report";
  write_file(path, "old");
  write_file(path, std::string("a\0b\n", 4));
  CHECK(read_payload(path, 100) == std::string("a\0b\n", 4));
}

TEST_CASE("a link is replaced by the file, and what it points to stays", "[ci]") {
  const TestRepo folder;
  const std::string target = folder.root() + "/target", link = folder.root() + "/link";
  write_file(target, "mine");
  fs::create_symlink(target, link);
  write_file(link, "report");
  CHECK_FALSE(fs::is_symlink(link));
  CHECK(read_payload(target, 100) == "mine");
}

TEST_CASE("text is appended to what is there", "[ci]") {
  const TestRepo folder;
  const std::string path = folder.root() + "/summary";
  append_file(path, "one\n");
  append_file(path, "two\n");
  CHECK(read_payload(path, 100) == "one\ntwo\n");
}

TEST_CASE("nothing is appended through a link", "[ci]") {
  const TestRepo folder;
  const std::string target = folder.root() + "/target", link = folder.root() + "/link";
  write_file(target, "mine");
  fs::create_symlink(target, link);
  CHECK_THAT(reason_of([&] { append_file(link, "x"); }), contains("cannot be written"));
  CHECK(read_payload(target, 100) == "mine");
}

TEST_CASE("a file that cannot be reached says which and why", "[ci]") {
  const TestRepo folder;
  const std::string path = folder.root() + "/none/report";
  CHECK(reason_of([&] { read_payload(path, 100); }) ==
        path + ": cannot be read: No such file or directory");
  write_file(folder.root() + "/file", "no folder");
  for (const char* below : {"/file/report", "/file/sub/report"}) {
    CHECK(reason_of([&] { write_file(folder.root() + below, "x"); }) ==
          folder.root() + below + ": cannot be written: Not a directory");
  }
}

TEST_CASE("folders on the way to a report are made", "[ci]") {
  const TestRepo folder;
  const std::string path = folder.root() + "/some/folder/report";
  write_file(path, "x");
  CHECK(read_payload(path, 100) == "x");
}

TEST_CASE("of a file over the limit, more than the limit is read and not all", "[ci]") {
  const TestRepo folder;
  const std::string path = folder.root() + "/large";
  write_file(path, std::string(300 * 1024, 'x'));
  const std::size_t size = read_payload(path, 1000).size();
  CHECK(size > 1000);
  CHECK(size < 300 * 1024);
}

TEST_CASE("a report that cannot be written gives the system's reason", "[ci]") {
  const TestRepo folder;
  CHECK_THAT(reason_of([&] { write_file(folder.root(), "x"); }), contains("Is a directory"));
  CHECK_THAT(reason_of([&] { append_file("/dev/full", "x"); }), contains("No space left"));
}

TEST_CASE("everybody may read a report", "[ci]") {
  const TestRepo folder;
  const std::string path = folder.root() + "/report";
  write_file(path, "x");
  CHECK(fs::status(path).permissions() == fs::perms(0644));
}
