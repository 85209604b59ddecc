using Liaison.Core.Shared;

namespace Liaison.Storage.People;

/// <summary>A person who signs in. An e-mail address belongs to one person of one tenant.</summary>
/// <param name="Locale">en, fr or pl.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record User(
    Id<User> Id, string Name, string Email, Role Role, string Locale, string TimeZone, bool Disabled, DateTimeOffset CreatedAt) : IIdentified
{
    public static string Prefix => "usr";
}

/// <summary>A person with the tenant that they belong to.</summary>
public sealed record SignedIn(User User, Tenant Tenant);

/// <summary>A row of <c>users</c>.</summary>
internal sealed record UserRow(string Id, string Name, string Email, string Role, string Locale, string TimeZone, bool Disabled, DateTime CreatedAt)
{
    public const string Columns = "u.id, u.name, u.email, u.role, u.locale, u.time_zone as timeZone, u.disabled, u.created_at as createdAt";

    public User Read() => new(new Id<User>(Id), Name, Email, Roles.Read(Role), Locale, TimeZone, Disabled, new DateTimeOffset(CreatedAt));
}
