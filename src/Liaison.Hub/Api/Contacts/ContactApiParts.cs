using Liaison.Core.Phones;
using Liaison.Hub.Road;
using Liaison.Storage.Sessions;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Puts together what takes facts about sessions in, and shows sessions.</summary>
public static class ContactApiParts
{
    public static IServiceCollection AddContactApi(this IServiceCollection services)
    {
        services.AddSingleton<SessionPlan>(); services.TryAddSingleton<PlanSession>(static s => s.GetRequiredService<SessionPlan>().Plan);
        services.TryAddSingleton<ReadPhone>(static (setup, number) => PhoneParser.Parse(number, setup.Identification.Values.Select(i => i.DefaultRegion).FirstOrDefault(r => r is not null)).Likely?.E164);
        return services.AddSingleton<SessionDesk>().AddSingleton<SessionStore>().AddSingleton<SessionList>().AddSingleton<ContactView>();
    }

    /// <param name="v1">The group of version 1.</param>
    public static void MapContactApi(this IEndpointRouteBuilder v1)
    {
        v1.MapEvents();
        v1.MapContacts();
        v1.MapContactFiles();
        v1.MapContactTexts();
    }
}
