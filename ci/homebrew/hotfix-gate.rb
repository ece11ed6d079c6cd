# SPDX-License-Identifier: MIT
# Untested: nobody has run this formula yet. For a tap of your own: fill in OWNER, and the digest of the
# source archive of the tag.
class HotfixGate < Formula
  desc "Enforces the workflow of production hotfixes"
  homepage "https://github.com/OWNER/hotfix-gate"
  url "https://github.com/OWNER/hotfix-gate/archive/refs/tags/v0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"
  head "https://github.com/OWNER/hotfix-gate.git", branch: "main"

  depends_on "cli11" => :build
  depends_on "cmake" => :build
  depends_on "ninja" => :build
  depends_on "nlohmann-json" => :build
  depends_on "pkgconf" => :build
  depends_on "cmark-gfm"
  depends_on "libgit2"
  depends_on "re2"
  depends_on "tomlplusplus"

  def install
    system "cmake", "-S", ".", "-B", "build", "-G", "Ninja", *std_cmake_args
    system "cmake", "--build", "build"
    system "cmake", "--install", "build"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/hotfix-lint --version")
  end
end
