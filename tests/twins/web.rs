//! Web pages: what systems of government sites, editors and browsers make of a notice.

use crate::source::{Line, Part, Place, Source};

/// Words with what HTML takes for marks written out.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn table(rows: &[Vec<String>], cell: &dyn Fn(&str) -> String) -> String {
    let row = |cells: &Vec<String>| -> String {
        let cells: String = cells.iter().map(|text| format!("<td>{}</td>", cell(text))).collect();
        format!("<tr>{cells}</tr>\n")
    };
    format!("<table border=\"1\">{}</table>\n", rows.iter().map(row).collect::<String>())
}

fn body(source: &Source, line: &dyn Fn(&Line) -> String) -> String {
    let part = |part: &Part| match part {
        Part::Line(own) if own.place == Place::Title => String::new(),
        Part::Line(own) => line(own),
        Part::Table(rows) => table(rows, &escaped),
    };
    source.parts.iter().map(part).collect()
}

fn titles(source: &Source, between: &str) -> String {
    let lines = source.lines().filter(|line| line.place == Place::Title);
    lines.map(|line| escaped(&line.text)).collect::<Vec<_>>().join(between)
}

/// A page of a government site: bars above and below, other notices at the side, scripts, and a block
/// that nobody sees.
pub fn government(source: &Source) -> String {
    let line = |line: &Line| {
        let text = escaped(&line.text);
        let text = if line.bold { format!("<strong>{text}</strong>") } else { text };
        match line.place {
            Place::Right => format!("<p style=\"text-align: right;\">{text}</p>\n"),
            _ => format!("<p style=\"text-indent: 2em;\">{text}</p>\n"),
        }
    };
    let (title, day, body) = (titles(source, "<br>"), source.day(), body(source, &line));
    format!(
        r#"<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{}_通知公告_某某市人民政府</title>
<style>.hide{{display:none}}</style>
<script>var page = "<p>一、脚本里的标题</p><p>1.脚本里的问题。整改情况：已完成。</p>";</script>
<script type="application/ld+json">{{"headline":"中共假标题委员会关于巡察整改情况的通报","datePublished":"2018-01-01"}}</script>
</head><body>
<header><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li><li><a href="/fw">办事服务</a></li><li><a href="/xc">巡察整改</a></li></ul>
<form action="/search"><input type="text" name="q" placeholder="请输入关键字"><button>搜索</button></form></header>
<div class="crumb">您现在的位置：<a href="/">首页</a> &gt; <a href="/xc">巡察整改</a> &gt; 正文</div>
<div class="article"><h1>{title}</h1>
<div class="info"><span>发布时间：{day} 09:30</span> <span>来源：本网</span> <span>浏览次数：1024</span> <span>字体：【<a>大</a> <a>中</a> <a>小</a>】</span></div>
<div class="share">分享到：<a>微信</a> <a>微博</a> <a href="javascript:print()">打印</a></div>
<div class="hide" style="display:none"><p>一、隐藏的部分</p><p>1.隐藏的问题。</p><p>整改情况：已完成整改。</p><p>2018年5月5日</p></div>
<div class="content">
{body}</div>
<div class="pager"><p>上一篇：<a href="/1.html">中共某某县水务局党组关于巡察整改情况的通报</a></p><p>下一篇：没有了</p></div></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/2.html">二、整改落实情况一图读懂</a><span>2025-02-01</span></li><li><a href="/3.html">县委召开巡察工作会议</a><span>2025-02-02</span></li></ul></div>
<template><p>9.模板里的问题。整改情况：已完成。</p></template>
<footer><p>主办单位：某某市人民政府办公室　联系电话：0000-12345678</p><p>网站标识码：0000000001　<a href="/map">网站地图</a></p></footer>
</body></html>
"#,
        escaped(source.title())
    )
}

/// A page of the years after 2000: tables within tables for the layout, one cell with the whole notice,
/// its paragraphs parted by `<BR>` and indented by `&nbsp;`; GB2312.
pub fn old_layout(source: &Source) -> Vec<u8> {
    let line = |line: &Line| match line.place {
        Place::Right => format!("<DIV align=right>{}</DIV>\n", escaped(&line.text)),
        _ => {
            let text = escaped(&line.text);
            let text = if line.bold { format!("<B>{text}</B>") } else { text };
            format!("&nbsp;&nbsp;&nbsp; {text}<BR><BR>\n")
        }
    };
    let page = format!(
        r#"<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>{}</TITLE></HEAD>
<BODY topMargin=0><TABLE width=1000 align=center border=0>
<TR><TD bgcolor=#cc0000><A href="/">首页</A> | <A href="/list.asp?id=1">政务公开</A> | <A href="/list.asp?id=2">通知公告</A></TD></TR>
<TR><TD><TABLE width="100%" border=0><TR><TD vAlign=top width=200>
<TABLE><TR><TD><B>最新公告</B></TD></TR><TR><TD>·<A href="/show.asp?id=3">关于做好防汛备汛工作的通知</A></TD></TR></TABLE></TD>
<TD vAlign=top><TABLE cellPadding=8><TR><TD align=middle>当前位置：<A href="/">首页</A> &gt;&gt; 浏览正文</TD></TR>
<TR><TD align=middle><B><FONT size=5>{}</FONT></B></TD></TR>
<TR><TD align=middle>作者：管理员&nbsp;&nbsp;更新时间：{}&nbsp;&nbsp;点击数：318</TD></TR>
<TR><TD><FONT size=3 face=宋体>
{}</FONT></TD></TR><TR><TD align=right>【<A href="javascript:window.close()">关闭窗口</A>】</TD></TR></TABLE></TD></TR></TABLE></TD></TR>
<TR><TD align=middle><HR>版权所有：某某市某某局　电话：0000-87654321</TD></TR></TABLE></BODY></HTML>
"#,
        escaped(source.title()),
        titles(source, "<BR>"),
        source.day(),
        body(source, &line)
    );
    encoding_rs::GB18030.encode(&page).0.into_owned()
}

/// Text in spans of so many characters that cut words and numbers.
fn shredded(text: &str) -> String {
    let sizes = [1, 2, 5, 3, 1, 8, 2, 4];
    let mut rest: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let piece: String = rest.drain(..rest.len().min(*size)).collect();
        out += &match size {
            1 => format!("<font face=\"仿宋_GB2312\" size=\"3\">{}</font>", escaped(&piece)),
            8 => format!("{}<!-- 1.编辑器的注释 --><wbr>", escaped(&piece)),
            _ => format!("<span style=\"font-size: 16pt\">{}</span>", escaped(&piece)),
        };
    }
    out
}

/// A page whose editor cut the text into spans, words and numbers too.
pub fn spans(source: &Source) -> String {
    let line = |line: &Line| {
        let text = shredded(&line.text);
        let text = if line.bold { format!("<strong>{text}</strong>") } else { text };
        match line.place {
            Place::Right => format!("<P align=\"right\">{text}</P>"),
            _ => format!("<P style=\"LINE-HEIGHT: 30pt\">&emsp;&emsp;{text}</P>"),
        }
    };
    format!(
        "<html><head><meta charset=\"utf-8\"><title>{}</title></head><body>\
         <div class=\"nav\"><ul><li><a href=\"#\">首页</a></li><li><a href=\"#\">信息公开</a></li></ul></div>\
         <h2>{}</h2><div class=\"date\">日期：{}　来源：<span>办公室</span></div>\
         <div class=\"TRS_Editor\">{}</div><div>【打印】【关闭】</div></body></html>",
        escaped(source.title()),
        titles(source, "<br/>"),
        source.day(),
        body(source, &line)
    )
}

/// A page that Word saved: conditional comments, elements of its own, numbers of lists as text to be
/// ignored by Word itself, lines of the file broken within sentences; GB2312.
pub fn word(source: &Source) -> Vec<u8> {
    let line = |line: &Line| {
        let text = escaped(&line.text);
        let own = match text.char_indices().find(|(_, c)| "、）.】".contains(*c)) {
            // A heading's number, as Word writes what it counts itself.
            Some((at, c)) if at < 12 && line.text.chars().count() < 40 => {
                let (number, rest) = text.split_at(at + c.len_utf8());
                format!(
                    "<![if !supportLists]><span style='font-family:黑体'><span style='mso-list:Ignore'>{number}<span \
                     style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span></span><![endif]><span>{}</span>",
                    broken(rest)
                )
            }
            _ => {
                format!("<span style='font-size:16.0pt;mso-hansi-font-family:宋体'>{}</span>", broken(&text))
            }
        };
        let own = if line.bold { format!("<b style='mso-bidi-font-weight:normal'>{own}</b>") } else { own };
        let align = if line.place == Place::Right { " align=right" } else { "" };
        format!("<p class=MsoNormal{align}>{own}<span lang=EN-US><o:p></o:p></span></p>\r\n\r\n")
    };
    let heads: String = source
        .lines()
        .filter(|line| line.place == Place::Title)
        .map(|line| {
            format!("<p class=MsoNormal align=center><b>{}<o:p></o:p></b></p>\r\n", escaped(&line.text))
        })
        .collect();
    let page = format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns=\"http://www.w3.org/TR/REC-html40\">\r\n\
         <head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">\r\n\
         <meta name=Generator content=\"Microsoft Word 15\"><title>整改</title>\r\n\
         <!--[if gte mso 9]><xml><o:DocumentProperties><o:LastAuthor>一、整改情况</o:LastAuthor>\
         </o:DocumentProperties></xml><![endif]-->\r\n\
         <style><!-- @list l0:level1 {{mso-level-text:%1、;}} --></style></head>\r\n\
         <body lang=ZH-CN><div class=WordSection1>\r\n{heads}{}</div></body></html>\r\n",
        body(source, &line)
    );
    encoding_rs::GB18030.encode(&page).0.into_owned()
}

/// Lines of the file broken between Chinese characters, as Word does.
fn broken(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in text.chars() {
        if length >= 36 && !c.is_ascii() && !out.ends_with(|c: char| c.is_ascii()) {
            out += "\r\n";
            length = 0;
        }
        out.push(c);
        length += 1;
    }
    out
}

/// The government page in UTF-16 with a mark; the page says that it is UTF-8.
pub fn utf16_page(source: &Source) -> Vec<u8> {
    let page = format!("\u{feff}{}", government(source));
    page.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The government page as a browser archives it.
pub fn archive(source: &Source) -> Vec<u8> {
    archived(government(source).as_bytes(), "text/html")
}

/// The page of Word as Word archives it; its encoding is told by the part.
pub fn word_archive(source: &Source) -> Vec<u8> {
    archived(&word(source), "text/html; charset=\"gb2312\"")
}

/// An archive of a page: quoted-printable, with a picture and the frame of an advertisement.
fn archived(page: &[u8], kind: &str) -> Vec<u8> {
    let part = |kind: &str, place: &str, encoding: &str, body: &str| {
        format!(
            "------edge\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\
             Content-Location: {place}\r\n\r\n{body}\r\n"
        )
    };
    let frame =
        "<html><head><meta charset=\"utf-8\"></head><body><p>分享框架：1.不应出现的问题</p></body></html>";
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.example.gov.cn/a.html\r\n\
         Subject: =?utf-8?Q?=E9=80=9A=E6=8A=A5?=\r\nDate: Thu, 2 Jan 2025 08:00:00 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----edge\"\r\n\r\n\r\n{}{}{}------edge--\r\n",
        part(kind, "http://www.example.gov.cn/a.html", "quoted-printable", &quoted(page)),
        part("image/png", "http://www.example.gov.cn/a.png", "base64", "iVBORw0KGgo="),
        part("text/html", "cid:frame@mhtml.blink", "quoted-printable", &quoted(frame.as_bytes())),
    )
    .into_bytes()
}

/// Quoted-printable, lines of at most 76 characters.
fn quoted(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut length = 0;
    for byte in bytes {
        let token = match byte {
            b'\n' => {
                out += "\r\n";
                length = 0;
                continue;
            }
            b'=' | 0..=31 | 127.. => format!("={byte:02X}"),
            _ => char::from(*byte).to_string(),
        };
        if length + token.len() > 75 {
            out += "=\r\n";
            length = 0;
        }
        length += token.len();
        out += &token;
    }
    out
}
