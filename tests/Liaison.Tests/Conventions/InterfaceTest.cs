using System.Reflection;
using Xunit;

namespace Liaison.Tests.Conventions;

/// <summary>An interface is for several things that can do the same. For one thing, its class is enough.</summary>
public sealed class InterfaceTest
{
    /// <summary>A type, or a namespace with a star, that may have interfaces with one implementation, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["Liaison.Core.Connecting.*"] = "capabilities: a system that can do it implements it, and the first one that can is alone for a while",
    };

    [Fact]
    public void No_public_interface_has_exactly_one_implementation()
    {
        var types = new[] { "Liaison.Core", "Liaison.Connectors", "Liaison.Storage", "liaison" }
            .SelectMany(name => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, name + ".dll")).GetTypes()).ToList();
        Assert.NotEmpty(types);
        Offences.AssertNone("These interfaces have one implementation. Use the class itself, or name the interface with its reason in this test.",
            Alone(types).Where(type => !Allowed.Keys.Any(allowed => Covers(allowed, type.FullName!))).Select(type => type.FullName!));
    }

    [Fact]
    public void An_interface_with_one_implementation_is_recognised_and_one_with_two_is_left_alone() =>
        Assert.Equal([typeof(IAlone)], Alone([typeof(IAlone), typeof(Only), typeof(IShared), typeof(One), typeof(Other)]));

    private static IEnumerable<Type> Alone(IReadOnlyCollection<Type> types) => types
        .Where(type => type.IsInterface && (type.IsPublic || type.IsNestedPublic))
        .Where(type => types.Count(candidate => candidate is { IsInterface: false, IsAbstract: false } && Implements(candidate, type)) == 1);

    private static bool Implements(Type candidate, Type contract) =>
        candidate.GetInterfaces().Any(one => one == contract || (one.IsGenericType && one.GetGenericTypeDefinition() == contract));

    private static bool Covers(string allowed, string type) => allowed.EndsWith(".*", StringComparison.Ordinal)
        ? type.StartsWith(allowed[..^1], StringComparison.Ordinal) : type == allowed;

    public interface IAlone;
    public interface IShared;
    private sealed class Only : IAlone;
    private sealed class One : IShared;
    private sealed class Other : IShared;
}
