namespace Liaison.Core.Shared;

/// <summary>An organisation whose data is its own: nothing of one tenant is ever seen by another.</summary>
public sealed record Tenant(Id<Tenant> Id, string Name) : IIdentified
{
    public static string Prefix => "ten";
}
