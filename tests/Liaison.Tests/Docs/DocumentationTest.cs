using System.Text.RegularExpressions;
using Liaison.Core.Deliveries;
using Liaison.Tests.Conventions;
using Xunit;

namespace Liaison.Tests.Docs;

/// <summary>The documentation as a reader meets it: links lead somewhere, lists are whole.</summary>
public sealed partial class DocumentationTest
{
    private static readonly string[] Elsewhere = ["http://", "https://", "mailto:"];

    [Fact]
    public void Every_link_in_the_documentation_leads_somewhere() =>
        Offences.AssertNone("A link must lead to a file that is there, and to a heading that it has.", Pages().SelectMany(BadLinks));

    [Fact]
    public void The_acceptance_list_holds_each_of_its_270_rows_once_and_in_order()
    {
        var rows = Row().Matches(Page("docs/features.md")).ToList();
        Assert.Equal(Enumerable.Range(1, 270), rows.Select(row => int.Parse(row.Groups["number"].Value, null)));
        Assert.All(rows, row => Assert.Contains(row.Groups["kind"].Value, "FLOW SET RULE LIM TIM MAP UI LOG RTY OWN LIC SEC OPS VAL DEF".Split(' ')));
        Assert.All(rows, row => Assert.EndsWith(".", row.Groups["text"].Value.TrimEnd('?'), StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_to_the_log_explains_every_state_and_every_fault()
    {
        var page = Page("docs/guide/log.md");
        Assert.All(Enum.GetNames<DeliveryState>(), state => Assert.Contains($"| {state.ToLowerInvariant()} |", page, StringComparison.Ordinal));
        Assert.All(Enum.GetNames<FaultKind>(), fault => Assert.Contains($"| {char.ToLowerInvariant(fault[0])}{fault[1..]} |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_to_a_connector_names_each_of_its_settings_as_the_form_does() =>
        Offences.AssertNone("An administrator looks in the guide for what stands on the form.",
            SourceTree.Files(["src/Liaison.Connectors"], "Settings.cs").SelectMany(file =>
            {
                var connector = Hump().Replace(Path.GetFileName(Path.GetDirectoryName(file.Path)!), "-$0").ToLowerInvariant();
                return SettingLabel().Matches(file.Text).Select(label => label.Groups["label"].Value)
                    .Where(label => !Page($"docs/guide/{connector}.md").Contains($"**{label}**", StringComparison.Ordinal)).Select(label => $"{file.Path}: {label}");
            }));

    [Theory]
    [InlineData("References", "references")]
    [InlineData("6. Updates from Confirm", "6-updates-from-confirm")]
    [InlineData("`case` and *field*?", "case-and-field")]
    public void A_heading_is_reached_by_its_anchor(string heading, string anchor) =>
        Assert.Equal(anchor, AnchorOf(heading));

    private static IEnumerable<string> BadLinks((string Path, string Text) page)
    {
        foreach (Match link in Link().Matches(Fence().Replace(page.Text, "")))
        {
            var target = link.Groups["target"].Value;
            if (Elsewhere.Any(start => target.StartsWith(start, StringComparison.Ordinal))) continue;
            var parts = target.Split('#', 2);
            var path = parts[0].Length == 0 ? page.Path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.Path)!, parts[0]));
            if (!File.Exists(path) && !Directory.Exists(path)) yield return $"{Shown(page.Path)}: {target}";
            else if (parts.Length == 2 && !Heading().Matches(File.ReadAllText(path)).Any(heading => AnchorOf(heading.Groups["text"].Value) == parts[1])) yield return $"{Shown(page.Path)}: {target} (no such heading)";
        }
    }

    /// <summary>As GitHub makes it: lower case, no punctuation, hyphens for spaces.</summary>
    private static string AnchorOf(string heading) => Punctuation().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private static IEnumerable<(string Path, string Text)> Pages() =>
        Directory.EnumerateFiles(SourceTree.Root, "*.md")
            .Concat(new[] { "docs", "samples" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.md", SearchOption.AllDirectories)))
            .Select(path => (path, File.ReadAllText(path)));

    private static string Page(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path));

    private static string Shown(string path) => Path.GetRelativePath(SourceTree.Root, path);

    [GeneratedRegex(@"^\| A(?<number>\d+) \| (?<kind>[A-Z]+) \| (?<text>[^|\n]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\[Setting\(""(?<label>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SettingLabel();

    [GeneratedRegex(@"(?<=[a-z])[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Hump();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex Punctuation();
}
