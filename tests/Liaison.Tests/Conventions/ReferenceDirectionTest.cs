using System.Reflection;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Xunit;

namespace Liaison.Tests.Conventions;

/// <summary>Core ← Connectors, Storage ← Hub. Connectors and Storage do not know each other; the sandbox knows nothing of ours.</summary>
public sealed class ReferenceDirectionTest
{
    public static TheoryData<string, string, string[]> Allowed => new()
    {
        { "src/Liaison.Core/Liaison.Core.csproj", "Liaison.Core", [] },
        { "src/Liaison.Connectors/Liaison.Connectors.csproj", "Liaison.Connectors", ["Liaison.Core"] },
        { "src/Liaison.Storage/Liaison.Storage.csproj", "Liaison.Storage", ["Liaison.Core"] },
        { "src/Liaison.Hub/Liaison.Hub.csproj", "liaison", ["Liaison.Core", "Liaison.Connectors", "Liaison.Storage"] },
        { "sandbox/Liaison.Sandbox/Liaison.Sandbox.csproj", "liaison-sandbox", [] },
    };

    [Theory, MemberData(nameof(Allowed))]
    public void A_project_names_only_those_it_may_know(string project, string assembly, string[] mayKnow)
    {
        Assert.NotEmpty(assembly);
        Offences.AssertNone($"{project} may reference only [{string.Join(", ", mayKnow)}], but names:",
            Named(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).OfType<string>().Except(mayKnow));
    }

    [Theory, MemberData(nameof(Allowed))]
    public void A_compiled_assembly_uses_only_those_it_may_know(string project, string assembly, string[] mayKnow)
    {
        var ours = Allowed.Select(row => row.Data.Item2).ToHashSet(StringComparer.Ordinal);
        Offences.AssertNone($"{assembly}.dll ({project}) may use only [{string.Join(", ", mayKnow)}], but uses:",
            Referenced(assembly).Where(ours.Contains).Except(mayKnow));
    }

    [Fact]
    public void Every_project_of_the_product_is_under_these_rules() =>
        Offences.AssertNone("A project without a line in this test's table:",
            SourceTree.Files(["src", "sandbox"], ".csproj").Select(file => file.Path).Except(Allowed.Select(row => row.Data.Item1)));

    [Fact]
    public void Core_is_built_on_the_base_class_library_alone()
    {
        const string Core = "src/Liaison.Core/Liaison.Core.csproj";
        var library = RuntimeEnvironment.GetRuntimeDirectory();
        Offences.AssertNone("Liaison.Core is pure: no packages, no frameworks. But it has:",
            Named(Core, "PackageReference").Concat(Named(Core, "FrameworkReference"))
                .Concat(Referenced("Liaison.Core").Where(name => !File.Exists(Path.Combine(library, name + ".dll")))));
        Assert.Equal("Microsoft.NET.Sdk", Project(Core).Attribute("Sdk")?.Value);
    }

    [Theory, InlineData("admin", "console"), InlineData("console", "admin"), InlineData("shared", "admin"), InlineData("shared", "console")]
    public void The_two_desks_of_the_browser_part_share_what_is_shared_and_nothing_else(string room, string other) =>
        Offences.AssertNone($"web/{room} may not import from web/{other}:",
            SourceTree.Files([$"web/{room}"], ".ts", ".tsx").Where(file => file.Text.Contains($"'@{other}/", StringComparison.Ordinal)).Select(file => file.Path));

    private static IEnumerable<string> Referenced(string assembly) =>
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")).GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<string> Named(string project, string element) =>
        Project(project).Descendants(element).Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));

    private static XElement Project(string path) => XDocument.Load(Path.Combine(SourceTree.Root, path)).Root!;
}
