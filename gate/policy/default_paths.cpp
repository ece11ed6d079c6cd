// SPDX-License-Identifier: MIT
#include "gate/policy/default_paths.h"

namespace hotfix::default_paths {

// JavaScript and TypeScript first: it is what KARS is written in.
Words tests() {
  return {
      "*.test.js",
      "*.test.jsx",
      "*.test.ts",
      "*.test.tsx",
      "*.test.mjs",
      "*.test.cjs",
      "*.test.mts",
      "*.test.cts",
      "*.test.vue",
      "*.spec.js",
      "*.spec.jsx",
      "*.spec.ts",
      "*.spec.tsx",
      "*.spec.mjs",
      "*.spec.cjs",
      "*.spec.mts",
      "*.spec.cts",
      "*.cy.js",
      "*.cy.jsx",
      "*.cy.ts",
      "*-test.js",
      "*-test.ts",
      "*_test.js",
      "*_test.ts",
      "test_*.js",
      "test-data/",
      "*.cy.tsx",
      "*.snap",
      "__tests__/",
      "__mocks__/",
      "__fixtures__/",
      "__snapshots__/",
      "tests/",
      "test/",
      "e2e/",
      "cypress/",
      // Python
      "test_*.py",
      "*_test.py",
      "conftest.py",
      // Go
      "*_test.go",
      "testdata/",
      // Java and Kotlin; src/test/ is a folder named test
      "*Test.java",
      "*Tests.java",
      "*IT.java",
      "*Test.kt",
      // C and C++
      "*_test.c",
      "test_*.c",
      "*_test.cc",
      "*_test.cpp",
      "test_*.cpp",
      "*_unittest.cc",
      // Ruby
      "/spec/",
      "*_spec.rb",
      "*_test.rb",
      // Rust
      "*_test.rs",
      // C#
      "*Test.cs",
      "*Tests.cs",
      "*.Tests/",
      // PHP
      "*Test.php",
  };
}

// By extension: a script below docs/ runs, and counts.
Words docs() {
  return {"*.md",           "*.mdx",         "*.markdown",     "*.rst",         "*.adoc",
          "LICENSE*",       "license.*",     "LICENCE*",       "CHANGELOG*",    "AUTHORS",
          "docs/**/*.png",  "docs/**/*.jpg", "docs/**/*.jpeg", "docs/**/*.gif", "docs/**/*.svg",
          "docs/**/*.webp", "docs/**/*.pdf", "docs/**/*.puml", "docs/**/*.mmd", "docs/**/*.txt"};
}

Words lock() {
  return {"package-lock.json",  "npm-shrinkwrap.json", "yarn.lock",    "pnpm-lock.yaml",
          "bun.lock",           "bun.lockb",           "deno.lock",    "Cargo.lock",
          "poetry.lock",        "Pipfile.lock",        "uv.lock",      "pdm.lock",
          "Gemfile.lock",       "composer.lock",       "go.sum",       "packages.lock.json",
          "flake.lock",         "gradle.lockfile",     "pubspec.lock", "Podfile.lock",
          ".terraform.lock.hcl"};
}

// Not dist/ or build/: what is in them may be what runs.
Words generated() {
  return {"*.min.js",      "*.min.mjs", "*.min.css",      "*.map",          "*.pb.go",
          "*_pb2.py",      "*_pb2.pyi", "*_pb2_grpc.py",  "*_pb.js",        "*_pb.d.ts",
          "*.pb.cc",       "*.pb.h",    "*.g.dart",       "*.freezed.dart", "*.designer.cs",
          "*.Designer.cs", "*.g.cs",    "*_generated.go", "*.generated.js", "*.generated.ts"};
}

Words vendored() {
  return {"node_modules/", "bower_components/", "vendor/", "third_party/", "jspm_packages/"};
}

Words config() {
  return {"*.yml",
          "*.yaml",
          "*.toml",
          "*.ini",
          "*.cfg",
          "*.conf",
          "*.json",
          "*.jsonc",
          "*.json5",
          "*.properties",
          "*.env",
          ".env*",
          "*.env.example",
          "*.env.sample",
          "*.env.local",
          ".*rc",
          ".*ignore",
          ".flake8",
          ".gitmodules",
          "jest.config.*",
          "jest.setup.*",
          "vitest.config.*",
          "vitest.setup.*",
          "cypress.config.*",
          "playwright.config.*",
          ".editorconfig",
          ".gitattributes",

          ".eslintrc*",
          ".prettierrc*",
          "Dockerfile*",
          "*.dockerfile",
          "docker-compose*",
          "Procfile",
          "railway.*",
          "requirements*.txt",
          "Pipfile",
          "go.mod",
          "Gemfile",
          "*.gemspec",
          "pom.xml",
          "*.csproj",
          "*.props",
          "conanfile.txt",
          ".github/"};
}

Words manifests() {
  return {"package.json",
          "pnpm-workspace.yaml",
          "deno.json",
          "requirements*.txt",
          "pyproject.toml",
          "setup.py",
          "setup.cfg",
          "Pipfile",
          "go.mod",
          "Cargo.toml",
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "libs.versions.toml",
          "Gemfile",
          "*.gemspec",
          "composer.json",
          "*.csproj",
          "Directory.Packages.props",
          "conanfile.txt",
          "vcpkg.json",
          "pubspec.yaml"};
}

}  // namespace hotfix::default_paths
