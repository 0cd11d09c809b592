package io.github.cpapi.conformance.mutant;
import org.junit.jupiter.api.Test;
class ScratchTest {
  @Test void all() {
    Mutants m = Mutants.read();
    long s=System.nanoTime();
    new Trial(m.general().get(0), java.util.List.of(),java.util.List.of(),java.util.List.of(),java.util.List.of());
    Trial c = Trial.of(new Mutant("none","n",java.util.List.of(),java.util.List.of(),null), x->true);
    System.out.println("CLEAN red "+c.red()+" err "+c.errors()+" skip "+c.skipped()+" "+c.findings()+ " "+(System.nanoTime()-s)/1000000);
    java.util.List<Mutant> all = new java.util.ArrayList<>(m.clauses()); all.addAll(m.general());
    for (Mutant x : all) {
      s=System.nanoTime();
      Trial t = Trial.of(x, Boolean.getBoolean("full") ? y->true : y -> x.name().contains(" ") || y.id().startsWith(x.name().substring(0,3)));
      boolean own = x.name().contains(" ") ? t.killed() : t.red().contains(x.name());
      System.out.println((own?"ok   ":"MISS ")+x.name()+" red "+t.red()+" err "+t.errors()+" skip "+t.skipped()+" f"+t.findings().size()+ " "+(System.nanoTime()-s)/1000000 + (t.red().stream().allMatch(x::explains)?"":" UNRELATED"));
    }
  }
}
