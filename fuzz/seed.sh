#!/usr/bin/env bash
# Fills fuzz/corpus/ from the samples and fixtures of the repository. Needs unzip. Run again at any time.
set -euo pipefail
cd "$(dirname "$0")"
root=..

# What src/lib.rs calls SEPARATOR.
part() { printf '\n--PART--\n'; }

# Copies files into the corpora of targets, named by their content: copy "TARGET …" FILE …
copy() {
  local targets=$1 file
  shift
  for file in "$@"; do
    [ -f "$file" ] || continue
    for target in $targets; do
      mkdir -p "corpus/$target"
      cp "$file" "corpus/$target/$(sha256sum "$file" | cut -c1-16)"
    done
  done
}

# Joins parts of a package, as the targets of packages take them: parts TARGET FILE PART …
parts() {
  local target=$1 file=$2 first=1 name
  shift 2
  [ -f "$file" ] || return 0
  mkdir -p "corpus/$target"
  for name in "$@"; do
    [ $first = 1 ] || part
    first=0
    unzip -p "$file" "$name" 2>/dev/null || true
  done > "corpus/$target/parts-$(sha256sum "$file" | cut -c1-16)"
}

shopt -s nullglob globstar
fixtures=$root/tests/fixtures
texts=("$root"/assets/samples/* "$root"/tests/notices/* "$fixtures"/**/*.txt "$fixtures"/**/*.md)
copy "text parse sniff whole" "${texts[@]}"
copy "html sniff whole" "$fixtures"/**/*.htm "$fixtures"/**/*.html
copy "mht sniff whole" "$fixtures"/**/*.mht "$fixtures"/**/*.mhtml
copy "doc sniff whole" "$fixtures"/**/*.doc "$fixtures"/**/*.wps
copy "xls sniff whole" "$fixtures"/**/*.xls
copy "pdf sniff whole" "$fixtures"/**/*.pdf
copy "rtf sniff whole" "$fixtures"/**/*.rtf
copy "sniff whole" "$fixtures"/**/*.docx "$fixtures"/**/*.xlsx "$fixtures"/**/*.ofd
for file in "$fixtures"/**/*.docx; do
  parts docx "$file" word/document.xml word/numbering.xml word/styles.xml word/footnotes.xml
done
for file in "$fixtures"/**/*.xlsx; do
  parts xlsx "$file" xl/worksheets/sheet1.xml xl/sharedStrings.xml xl/styles.xml \
    xl/worksheets/sheet2.xml xl/drawings/drawing1.xml
done

# A small one of each, so that no target begins with nothing.
seed() { mkdir -p "corpus/$1"; cat > "corpus/$1/small"; }
printf '<!doctype html><meta charset="utf-8"><title>通报</title><body><h1>关于整改情况的通报</h1><p>（一）学习不深入。</p><table><tr><td rowspan=2>问题</td><td>措施</td></tr><tr><td>开会</td></tr></table>' | seed html
printf 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E9=80=9A</p>\r\n--b--\r\n' | seed mht
printf '{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\f0\\u36890?\\u25253?\\par\\trowd\\cellx100\\cell\\row}' | seed rtf
printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length 33>>stream\nBT /F 12 Tf 10 100 Td (a) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>' | seed pdf
{ printf '<w:document><w:body><w:p><w:pPr><w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>学习</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>'
  part
  printf '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
  part
  printf '<w:styles><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="0"/></w:style></w:styles>'
} | seed docx
{ printf '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45838</v></c><c t="inlineStr"><is><t>甲</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>'
  part
  printf '<sst><si><r><t>问题</t></r><rPh><t>a</t></rPh></si></sst>'
  part
  printf '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
} | seed xlsx
for target in corpus/*; do printf '%s: %s seeds\n' "$target" "$(find "$target" -type f | wc -l)"; done
