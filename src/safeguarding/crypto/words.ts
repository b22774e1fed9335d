/**
 * Words for aliases and for a trustee's key: 256 each, so that a byte is a word. They say nothing about anybody, are short
 * enough to be typed, and no word stands in both lists. Never change or reorder them: a trustee's paper would no longer fit.
 */

/** The first word of an alias; the even bytes of a key. */
export const PLANTS: readonly string[] = `
  melati mawar kenanga cempaka anggrek teratai dahlia kamboja seruni tulip lili krisan aster lavender matahari
  flamboyan bugenvil soka alamanda edelweis gardenia azalea begonia kana zinia petunia verbena padi jagung gandum
  sorgum kedelai kacang kapri buncis kecipir kemiri kenari mete wijen jewawut hanjeli talas singkong ubi kentang
  gembili ganyong garut suweg bengkuang wortel lobak jahe kunyit kencur lengkuas temulawak lempuyang serai salam
  pandan kemangi selasih peterseli seledri ketumbar jintan adas kapulaga cengkih pala lada vanili kayumanis
  belimbing andaliman kluwak secang bayam kangkung sawi selada kubis brokoli genjer pakis katuk kelor kenikir
  beluntas mangkokan labu timun pare oyong terung tomat paprika gambas waluh mangga jambu pisang pepaya nanas
  semangka melon durian rambutan manggis salak duku langsat sawo sirsak srikaya nangka cempedak alpukat kelapa
  kurma markisa matoa menteng kedondong kesemek leci kelengkeng delima anggur apel jeruk lemon nipis purut limau
  gandaria kecapi kelubi bisbul namnam gowok juwet duwet kepel rukam arbei stroberi murbei ceri kiwi zaitun plum
  persik aprikot kakao kopi teh karet kapas kapuk rami rosela tebu aren lontar nipah sagu pinang enau jati mahoni
  meranti sengon akasia trembesi beringin cemara pinus damar ulin bambu rotan waru ketapang angsana bungur tanjung
  gaharu cendana eboni merbau keruing kayuputih randu dadap lamtoro gamal turi kersen nyamplung bakau rasamala
  puspa saga bidara mengkudu puring sirih gambir kaktus sukulen suplir palem monstera kaladium aglonema keladi
  eceng kiambang lumut rumput alang ilalang teki mendong purun pandanus purwaceng sambiloto meniran pegagan
  brotowali tempuyung kecombrang honje temukunci bangle jeringau lengkeng jamblang mengkirai sukun kluwih ketela
  gadung kimpul porang iles suji andong melinjo tangkil jengkol petai
`
  .trim()
  .split(/\s+/);

/** The second word of an alias; the odd bytes of a key. */
export const THINGS: readonly string[] = `
  payung lampu meja kursi sapu ember gayung sendok garpu piring gelas cangkir teko mangkuk nampan talenan panci
  wajan dandang kukusan saringan parutan cobek ulekan lumpang tampah bakul keranjang tikar bantal guling selimut
  kelambu lemari rak laci pintu jendela lonceng kalender sisir sikat sabun handuk gantungan jemuran setrika mesin
  benang jarum kancing kain batik sarung kebaya selendang kerudung topi sepatu sandal jaket koper ransel kardus
  kaleng botol toples stoples galon kendi gentong tempayan guci vas pot sekop cangkul garu pacul traktor gerobak
  becak sepeda delman kereta bus truk kapal perahu dayung jangkar layar pelampung pancing rakit jembatan gapura
  pagar tiang tangga atap genting bata semen pasir kerikil papan palu obeng serut amplas kuas meteran penggaris
  pensil pulpen spidol krayon kapur buku kertas amplop perangko koran majalah peta globe kamus novel komik buletin
  rapor tinta stempel selotip stapler klip rautan papantulis kompas teropong kacamata lensa album bingkai lukisan
  wayang topeng gong kendang angklung suling gitar biola piano harmonika terompet rebana sasando kolintang
  kelereng gasing layangan boneka bola raket jaring gawang peluit piala medali bendera umbul spanduk balon pita
  lilin obor lentera baterai kabel stopkontak sakelar radio televisi kipas kulkas kompor oven blender rantang
  termos sedotan serbet taplak celemek keset pengki spons deterjen nampah kemoceng corong takaran timbangan dacin
  kalkulator mistar jangka kran pipa selang pompa sumur timba kolam ayunan bangku tenda terpal teras bilik lumbung
  sarang gubuk saung pendopo menara mercu warung kios lapak kotak celengan koin kupon karcis tiket nota kuitansi
  materai bantalan gulungan gelang kalung anting bros peniti jepit bando sanggul konde kipasan lampion panggung
  tirai
`
  .trim()
  .split(/\s+/);
