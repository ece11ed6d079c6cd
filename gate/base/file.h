// SPDX-License-Identifier: MIT
// Files read within a limit and written whole.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hotfix {

// An open file, closed when it goes; errno stays as it was.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();

  int get() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

  // Closes it now. False when what was written is lost, as a network drive may only say then.
  bool close();

 private:
  int number_;
};

// All of a file, or `limit` + 1 bytes of what is larger. nullopt when it cannot be read; errno says
// why. Symbolic links are followed. A pipe is waited for, ten seconds in all: then errno is
// ETIMEDOUT.
std::optional<std::string> read_file(const std::string& path, std::size_t limit);

// The same of a regular file (what open(2) gives for it with `flags` beside O_RDONLY), without ever
// waiting. nullopt, too, for anything else (errno is EINVAL), for a larger one (EFBIG), and for one
// that is cut short while it is read (EIO).
std::optional<std::string> read_regular_file(const std::string& path, std::size_t limit,
                                             int flags = 0);
std::optional<std::string> read_regular_file(const Descriptor& file, std::size_t limit);

// Bytes of an open file for as long as the object lives, read when they are looked at. Nothing when
// they cannot be mapped. Only for files that are never cut short once they have their name.
class MappedFile {
 public:
  MappedFile() = default;
  MappedFile(int file, std::size_t offset, std::size_t size);
  MappedFile(MappedFile&& other) noexcept { swap(other); }
  MappedFile& operator=(MappedFile&& other) noexcept {
    swap(other);
    return *this;
  }
  ~MappedFile();

  const unsigned char* data() const { return pages_ + skipped_; }
  std::size_t size() const { return size_ - skipped_; }

 private:
  void swap(MappedFile& other) noexcept {
    std::swap(pages_, other.pages_);
    std::swap(skipped_, other.skipped_);
    std::swap(size_, other.size_);
  }

  unsigned char* pages_ = nullptr;
  std::size_t skipped_ = 0;  // of the first page
  std::size_t size_ = 0;     // with these
};

// Writes all of `bytes`, in as many steps as it takes. False when that fails; errno says why.
bool write_all(int file, std::string_view bytes);

// When the content of a file was last changed.
inline const timespec& modified_time(const struct stat& status) {
#ifdef __APPLE__
  return status.st_mtimespec;
#else
  return status.st_mtim;
#endif
}

// A new file that was written whole beside the one whose place it is to take. Gone with the object
// when it was not published.
class AtomicFile {
 public:
  // What becomes of a file that has the name already.
  enum class Existing { replace, keep };

  // `name` is a path in the open folder `folder`. `mode` is cut by the umask, as in open(2). No
  // symbolic link is followed at the end of the path.
  AtomicFile(std::string name, std::string_view bytes, mode_t mode, int folder = AT_FDCWD);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  // The errno of the first step that failed; 0: all went well so far.
  int error() const { return error_; }

  // Gives it exactly these rights, whatever the umask is. False, with error() set, when that fails.
  bool set_mode(mode_t mode);

  // Gives it its name, in one step: nobody sees half of it, and a symbolic link of that name is
  // replaced. What is no file, and a link to a device or an open file, is not: EEXIST. With `keep`,
  // of several that try at once one succeeds. False, with error() set, when that fails or writing
  // has failed.
  bool publish(Existing existing = Existing::replace);

 private:
  bool note(bool done);

  std::string name_, draft_;
  int folder_;
  int error_ = 0;
};

// Leaves a page that everybody may read, whole, at that path. Throws Undecidable when it cannot be
// written. Call it before a report is printed, which says that all went well.
void leave_page(const std::string& path, std::string_view page);

}  // namespace hotfix
