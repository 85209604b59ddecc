using System.Text.RegularExpressions;
using Xunit;

namespace Liaison.Tests.Conventions;

/// <summary>A folder is a feature, a file is a noun of about 60 lines.</summary>
public sealed partial class FileShapeTest
{
    private const int Ceiling = 300;

    /// <summary>Files that may be longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> MayBeLonger = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var code = SourceTree.Files(SourceTree.Everywhere, ".cs", ".ts", ".tsx");
        Assert.NotEmpty(code);
        Offences.AssertNone($"These files have more than {Ceiling} lines. A file is a noun: find the second noun in it and give that a file of its own.",
            code.Where(file => file.Lines > Ceiling && !MayBeLonger.ContainsKey(file.Path)).Select(file => $"{file.Path}: {file.Lines}"));
        Offences.AssertNone("These files no longer need their leave to be long; take them off the list.",
            MayBeLonger.Keys.Except(code.Where(file => file.Lines > Ceiling).Select(file => file.Path)));
    }

    [Fact]
    public void Nothing_is_named_for_not_knowing_what_it_is()
    {
        var code = SourceTree.Code(".cs", ".ts", ".tsx");
        Offences.AssertNone("Name it for what it is or does; a helper, manager or util is a thing whose name has not been found yet.",
            code.Where(file => VagueFile().IsMatch(Path.GetFileNameWithoutExtension(file.Name))).Select(file => file.Path)
                .Concat(code.SelectMany(file => VagueTypes(file.Text).Select(type => $"{file.Path}: {type}"))));
    }

    [Fact]
    public void Every_namespace_is_its_folder() =>
        Offences.AssertNone("A file under src has one file-scoped namespace, and that is its folder.",
            SourceTree.Files(["src"], ".cs").Select(file => WrongNamespace(file.Path, file.Text)).OfType<string>());

    [Theory]
    [InlineData("public static class StringHelpers { }", "StringHelpers")]
    [InlineData("internal sealed record LeaseManager(int Id);", "LeaseManager")]
    [InlineData("export class DateUtil {}", "DateUtil")]
    [InlineData("class Utilitarian { } // Helper", null)]
    public void Vague_names_are_recognised(string code, string? found) => Assert.Equal(found, VagueTypes(code).FirstOrDefault());

    [Theory]
    [InlineData("src/Liaison.Core/Mapping/Field.cs", "namespace Liaison.Core.Mapping;\nclass Field;", true)]
    [InlineData("src/Liaison.Core/Mapping/Field.cs", "namespace Liaison.Core;\nclass Field;", false)]
    [InlineData("src/Liaison.Core/Mapping/Field.cs", "namespace Liaison.Core.Mapping { class Field; }", false)]
    [InlineData("src/Liaison.Core/Mapping/Field.cs", "class Field;", false)]
    [InlineData("src/Liaison.Core/Everywhere.cs", "global using System.Text;", true)]
    [InlineData("src/Liaison.Hub/Program.cs", "return 0;", true)]
    public void Namespaces_are_compared_with_folders(string path, string text, bool right) => Assert.Equal(right, WrongNamespace(path, text) is null);

    private static string? WrongNamespace(string path, string text)
    {
        var folder = Path.GetDirectoryName(path)!.Replace('\\', '/')["src/".Length..].Replace('/', '.');
        var declared = Namespace().Matches(text).Select(match => match.Groups["name"].Value + match.Groups["end"].Value).ToList();
        // Top-level statements, global usings and assembly attributes have no namespace to be in.
        if (declared.Count == 0 && (Path.GetFileName(path) == "Program.cs" || !AnyType().IsMatch(text))) return null;
        return declared is [var only] && only == folder + ";" ? null : $"{path}: expected 'namespace {folder};', found {(declared.Count == 0 ? "none" : string.Join(", ", declared))}";
    }

    private static IEnumerable<string> VagueTypes(string text) => VagueType().Matches(text).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"(?:helpers?|managers?|utils?|utility|utilities)$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex VagueFile();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?<name>\w*(?:Helper|Manager|Util|Utility|Utilitie)s?)\b", RegexOptions.None, 1000)]
    private static partial Regex VagueType();

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)\s*(?<end>;?)", RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum|delegate)\s+\w", RegexOptions.None, 1000)]
    private static partial Regex AnyType();
}
